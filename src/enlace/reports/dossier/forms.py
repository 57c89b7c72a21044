from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language


class LanguageForm(forms.Form):
    """In which language a dossier is made; that of the page where none is chosen."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial=current_language)

    def chosen(self) -> str:
        """What was asked for, and the language of the page where it is none of the site's."""
        return str(self.cleaned_data["language"]) if self.is_valid() else current_language()
