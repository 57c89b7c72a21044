"""Forms of people and mandates. What they were given becomes records in actions, which also say what is wrong."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.form_errors import add_errors
from enlace.core.texts import TextsFormField
from enlace.network.choices import organisation_choices, role_choices, state_choices
from enlace.network.models import Listing, Mandate, Nomination, Organisation, Person, Role, Sector, State
from enlace.network.people_actions import CONTACT_FIELDS, TAKEN
from enlace.network.roles import OF_STATES


class ContactForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("Of the person or, where that is all, the office.")
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Invitations and circulars go here.")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the mail they receive.")
    )

    def contact(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in CONTACT_FIELDS}

    def contact_fields(self) -> list[forms.BoundField]:
        return [self[field] for field in CONTACT_FIELDS]


class MandateForm(forms.Form):
    """For a new mandate or, with `initial` of `mandate_initial`, a change to one."""

    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial=Role.FOCAL_POINT)
    state = forms.ModelChoiceField(
        State.objects.all(),
        label=_("State"),
        required=False,
        help_text=_("Needed for focal points, alternates and validators."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Institution or organisation"), required=False
    )
    new_organisation = TextsFormField(
        label=_("Or an institution that is not in the list"),
        max_length=250,
        required=False,
        help_text=_("Its name, in at least one language. It is added to the list."),
    )
    office = TextsFormField(
        label=_("Office"),
        max_length=200,
        required=False,
        help_text=_("e.g. Director for Human Rights. A language that is left empty shows another one."),
    )
    since = DayField(label=_("First day"))
    end_current = forms.BooleanField(
        label=_("End the current mandate on the day before"), required=False, widget=forms.HiddenInput
    )
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty while no end is known."))
    nomination = forms.ModelChoiceField(
        Nomination.objects.all(), label=_("Letter of nomination"), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]
        self.fields["organisation"].choices = organisation_choices()  # type: ignore[attr-defined]
        self.fields["nomination"].label_from_instance = letter  # type: ignore[attr-defined]
        if self.is_bound and self.data.get(self.add_prefix("end_current")):
            self._offer_to_end_current()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new_organisation"):
            if cleaned.get("organisation"):
                self.add_error("new_organisation", _("Choose one from the list or name a new one, not both."))
            if cleaned.get("role") in (Role.OBSERVER, Role.HOST):
                self.add_error(
                    "new_organisation", _("Add this organisation under Organisations first, then choose it here.")
                )
        return cleaned

    def fill(self, mandate: Mandate) -> Mandate:
        """The mandate with what the form says of it."""
        for field in ("role", "state", "organisation", "office", "since", "until", "nomination"):
            setattr(mandate, field, self.cleaned_data[field])
        return mandate

    def institution(self) -> Organisation | None:
        """The one that was named anew."""
        name, role = self.cleaned_data["new_organisation"], self.cleaned_data["role"]
        if not name:
            return None
        sector = Sector.INSTITUTION if role in (*OF_STATES, Role.HOST) else Sector.SECRETARIAT
        return Organisation(name=name, sector=sector, state=self.cleaned_data["state"])

    def options(self) -> dict[str, Any]:
        return {"institution": self.institution(), "end_current": self.cleaned_data["end_current"]}

    def add_errors(self, error: ValidationError) -> None:
        add_errors(self, error)
        if self.has_error("since", TAKEN):
            self._offer_to_end_current()

    def mandate_fields(self) -> list[forms.BoundField]:
        return [self[field] for field in MandateForm.base_fields]

    def names_institution(self) -> bool:
        """Whether an institution is named anew, or was and is refused."""
        return any(self["new_organisation"].value() or ()) or self.has_error("new_organisation")

    def _offer_to_end_current(self) -> None:
        self.fields["end_current"].widget = forms.CheckboxInput()


class AddPersonForm(MandateForm, ContactForm):
    """Somebody new and their first mandate."""


class AddMandateForm(MandateForm):
    person = forms.ModelChoiceField(Person.objects.filter(erased_at=None), label=_("Person"))
    field_order = ["person"]


class EndMandateForm(forms.Form):
    until = DayField(label=_("Last day"), initial=today, help_text=_("Its rights last through this day."))


class ListingForm(forms.Form):
    listing = forms.ChoiceField(label=_("What the public sees"), choices=Listing.choices, widget=forms.RadioSelect)


class PeopleSearchForm(forms.Form):
    """For the secretariat also by where somebody stands."""

    STANDINGS = [
        ("", _("All")),
        ("current", _("With a mandate today")),
        ("coming", _("Whose mandate begins later")),
        ("former", _("Whose mandates are over")),
        ("without_account", _("With a mandate, without an account")),
        ("without_mandate", _("Without any mandate")),
    ]
    q = forms.CharField(
        label=_("Name, office, state or organisation"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    standing = forms.ChoiceField(label=_("Show"), choices=STANDINGS, required=False)

    def __init__(self, *args: Any, by_standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_standing:
            del self.fields["standing"]

    def wanted(self) -> dict[str, str]:
        """`words` and `standing`; what is no choice counts as none."""
        self.is_valid()
        return {"words": self.cleaned_data.get("q", ""), "standing": self.cleaned_data.get("standing", "")}


def mandate_initial(mandate: Mandate) -> dict[str, Any]:
    fields = ("role", "state", "organisation", "office", "since", "until", "nomination")
    return {field: getattr(mandate, field) for field in fields}


def letter(nomination: Nomination) -> str:
    return ", ".join(filter(None, [str(nomination), nomination.reference]))
