"""Forms of memberships, of places on the map and of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.network.choices import every_state_choices, observer_choices, sector_choices, state_choices
from enlace.network.models import Membership, Organisation, State

PLACE: dict[str, Any] = {"min_value": 1, "max_value": 24}
MEMBERSHIP_FIELDS = ("since", "until", "launched", "source")
ORGANISATION_FIELDS = ("name", "sector", "state", "website")


class MembershipForm(forms.Form):
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty while it lasts."))
    launched = forms.BooleanField(label=_("Launched the network"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Where this is written, for readers who ask.")
    )

    def fill(self, membership: Membership) -> Membership:
        """The membership with what the form says of it."""
        for field in MEMBERSHIP_FIELDS:
            setattr(membership, field, self.cleaned_data[field])
        return membership


class AddMembershipForm(MembershipForm):
    code = forms.ChoiceField(label=_("State"), choices=every_state_choices, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.observers(), label=_("Or an observer"), required=False)
    column = forms.IntegerField(
        label=_("Column on the map"),
        required=False,
        help_text=_("For a state; if empty, it stays where it is, and a new one gets the first free place."),
        **PLACE,
    )
    row = forms.IntegerField(label=_("Row on the map"), required=False, **PLACE)
    field_order = ["code", "organisation", *MEMBERSHIP_FIELDS, "column", "row"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = observer_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("code")) == bool(cleaned.get("organisation")):
            self.add_error("code", _("Choose a state, or else an observer."))
        return cleaned

    def state_options(self) -> dict[str, Any]:
        return {field: self.cleaned_data[field] for field in ("code", "column", "row")}


class PlaceForm(forms.Form):
    column = forms.IntegerField(label=_("Column"), help_text=_("From the left; the first is 1."), **PLACE)
    row = forms.IntegerField(label=_("Row"), help_text=_("From the top; the first is 1."), **PLACE)


class OrganisationForm(forms.Form):
    name = TextsFormField(
        label=_("Name"), max_length=250, help_text=_("A language that is left empty shows another one.")
    )
    sector = forms.ChoiceField(label=_("Kind"), choices=sector_choices)
    state = forms.ModelChoiceField(
        State.objects.all(), label=_("State"), required=False, help_text=_("Needed for an institution of a state.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]

    def fill(self, organisation: Organisation) -> Organisation:
        """The organisation with what the form says of it."""
        for field in ORGANISATION_FIELDS:
            setattr(organisation, field, self.cleaned_data[field])
        return organisation
