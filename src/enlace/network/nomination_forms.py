from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.day_field import DayField
from enlace.files.forms import PrivateFileField
from enlace.network.choices import NONE, by_name
from enlace.network.models import Nomination, State
from enlace.network.rules import can_file_nomination


def states_to_file_for(user: Anyone) -> dict[int, State]:
    return {state.pk: state for state in State.objects.visible_to(user) if can_file_nomination(user, state)}


class NominationForm(forms.Form):
    """Asks for the state only where there are several to choose from."""

    dated = DayField(label=_("Date of the letter"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=Nomination._meta.get_field("reference").max_length,
        required=False,
        help_text=_("Number or mark of the letter."),
    )
    file = PrivateFileField(label=_("The letter, signed and scanned"))
    field_order = ("state", "dated", "reference", "file")

    def __init__(self, *args: Any, states: dict[int, State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states
        if len(states) > 1:
            choices = [NONE, *by_name((pk, state.name) for pk, state in states.items())]
            self.fields["state"] = forms.TypedChoiceField(
                label=_("State"), choices=choices, coerce=lambda pk: states[int(pk)]
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        alone = {} if len(self.states) > 1 else {"state": next(iter(self.states.values()))}
        return self.cleaned_data | alone
