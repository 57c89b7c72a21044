from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from enlace.core.languages import languages
from enlace.giving.models import Donor
from enlace.giving.treasury.givers.actions import FIELDS
from enlace.network.choices import every_state_choices


class CorrectDonorForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name on receipts"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of mails and receipts"))

    def __init__(self, data: QueryDict | None, donor: Donor) -> None:
        super().__init__(data, initial={name: getattr(donor, name) for name in FIELDS})
        fields: Any = self.fields
        fields["country"].choices = every_state_choices()
        fields["language"].choices = [(one.code, one.name) for one in languages()]
