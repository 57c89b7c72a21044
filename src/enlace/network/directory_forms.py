from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.network.directory import LISTED
from enlace.network.models import Role


class DirectoryForm(forms.Form):
    """What is asked of the directory; a role that there is none of is left out of account."""

    q = forms.CharField(required=False, max_length=200, label=_("Name, office, institution or state"))
    role = forms.ChoiceField(
        required=False,
        label=_("Role"),
        choices=[("", _("All roles")), *((role.value, capfirst(role.label)) for role in Role if role in LISTED)],
    )

    def asked(self) -> tuple[str, str]:
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("role", "")
