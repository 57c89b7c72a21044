from collections import defaultdict
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.core.zones import zone_names
from enlace.meetings.models import Meeting, Mode, Photo
from enlace.meetings.models.meetings import network_time_zone
from enlace.network.audiences import Audience
from enlace.network.choices import Choices, organisation_choices
from enlace.network.models import Organisation
from enlace.themes.forms import ThemesField

OUTSIDE_REGIONS = ("Etc", "SystemV", "US", "Brazil", "Canada", "Chile", "Mexico")
"""Older names of the same zones."""
LINES = 9


def zone_choices() -> Choices:
    """The zones by region, as their own names write them."""
    regions: dict[str, Choices] = defaultdict(list)
    for name in sorted(zone_names()):
        region, _slash, place = name.partition("/")
        if place and region not in OUTSIDE_REGIONS:
            regions[region].append((name, place.replace("_", " ")))
    return [("UTC", "UTC"), *regions.items()]


def audience_choices() -> Choices:
    labels: dict[str, Any] = dict(Audience.choices) | {
        Audience.INVITED.value: _("member states and secretariat, and the observers invited")
    }
    return [(value, capfirst(label)) for value, label in labels.items()]


class HostMeetingForm(forms.Form):
    """What the host changes."""

    text = TextsFormField(label=_("About the meeting"), required=False, long=True)
    place = TextsFormField(
        label=_("Place"), max_length=200, required=False, help_text=_("City and country, or the room as well.")
    )
    link = forms.CharField(
        label=_("Link to join"),
        max_length=500,
        required=False,
        help_text=_("Members and organisers see it; it is never public."),
        widget=forms.URLInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.fields["text"].widget.widgets:
            part.attrs["rows"] = LINES


class PartnersField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(Organisation.objects.all(), required=False, widget=widget, **kwargs)


class MeetingForm(HostMeetingForm):
    ordinal = forms.IntegerField(
        label=_("Number of the edition"), required=False, help_text=_("13 for the XIII edition; empty if it has none.")
    )
    title = TextsFormField(label=_("Title"), max_length=200)
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    precision = forms.ChoiceField(
        label=_("Known to the"), choices=[("day", _("Day")), ("month", _("Month"))], help_text=_("Of old meetings.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of the place"),
        choices=zone_choices,
        initial=network_time_zone,
        help_text=_("The clock of the agenda."),
        error_messages={
            "invalid_choice": _("“%(value)s” is no time zone. Choose one of the list, for example America/Mexico_City.")
        },
    )
    mode = forms.ChoiceField(label=_("Mode"), choices=[(value, capfirst(label)) for value, label in Mode.choices])
    host = forms.ModelChoiceField(Organisation.objects.all(), label=_("Host institution"), required=False)
    audience = forms.ChoiceField(
        label=_("Who sees the meeting"), choices=audience_choices, initial=Audience.SECRETARIAT.value
    )
    states_present = forms.IntegerField(
        label=_("Number of states present"),
        required=False,
        min_value=0,
        max_value=300,
        help_text=_("Only where their number is known and not their names."),
    )
    source = TextsFormField(
        label=_("Source"), max_length=300, required=False, help_text=_("Where this is written, for readers who ask.")
    )
    co_organisers = PartnersField(label=_("Co-organisers"))
    supporters = PartnersField(label=_("Supporters"))
    themes = ThemesField()
    field_order = ["ordinal", "title", "begins_on", "ends_on", "precision", "time_zone", "mode", "place", "link"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = organisation_choices()
        self.fields["host"].choices = offered  # type: ignore[attr-defined]
        for name in ("co_organisers", "supporters"):
            self.fields[name].choices = offered[1:]  # type: ignore[attr-defined]

    def clean_co_organisers(self) -> list[Organisation]:
        return list(self.cleaned_data["co_organisers"])

    def clean_supporters(self) -> list[Organisation]:
        return list(self.cleaned_data["supporters"])

    def partner_fields(self) -> list[forms.BoundField]:
        return [self["co_organisers"], self["supporters"]]

    def plain_fields(self) -> list[forms.BoundField]:
        apart = {"co_organisers", "supporters", "themes", "move_sessions"}
        return [self[name] for name in self.fields if name not in apart]


class ChangeMeetingForm(MeetingForm):
    move_sessions = forms.BooleanField(
        label=_("If the first day moves, all sessions move along"), required=False, initial=True
    )


class CopyMeetingForm(forms.Form):
    begins_on = DayField(label=_("First day of the new edition"))
    ordinal = forms.IntegerField(
        label=_("Number of the edition"), required=False, help_text=_("Left empty, the next one.")
    )


class DescribePhotoForm(forms.Form):
    description = TextsFormField(
        label=_("What it shows"),
        max_length=300,
        help_text=_("For those who cannot see it. Name offices, not people."),
    )
    credit = forms.CharField(label=_("Credit"), max_length=200, required=False, help_text=_("Who took it."))


class AddPhotoForm(DescribePhotoForm):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPG, PNG or WEBP. It is made smaller, and what the camera wrote into it is taken out."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        allow_empty_file=True,
    )
    field_order = ["file"]


def meeting_initial(meeting: Meeting, form: type[forms.Form]) -> dict[str, Any]:
    """What the form's fields say now."""
    many = {name: list(getattr(meeting, name).all()) for name in ("co_organisers", "supporters", "themes")}
    return {
        name: many[name] if name in many else getattr(meeting, name)
        for name in form.base_fields
        if name in many or hasattr(meeting, name)
    }


def photo_initial(photo: Photo) -> dict[str, Any]:
    return {"description": photo.description, "credit": photo.credit}
