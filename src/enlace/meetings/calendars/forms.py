from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language, languages
from enlace.meetings.calendars.agenda_reading import MOST_BYTES


class AgendaFileForm(forms.Form):
    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_("A file that ends in .ics, of at most 1 MB: calendar programs call it an export."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the texts"),
            choices=[(one.code, one.name) for one in languages()],
            initial=current_language(),
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Export the days of the meeting alone."))
        return file
