"""What the agenda asks of its organisers and of its readers. Actions say what is wrong."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import languages
from enlace.core.texts import TextsFormField
from enlace.core.zones import zone_names
from enlace.meetings.agenda.days import days_of
from enlace.meetings.agenda.zones import city_of, zone_choices, zone_in_words
from enlace.meetings.models import Meeting, Session, SessionKind
from enlace.network.audiences import Audience
from enlace.network.choices import observer_choices
from enlace.network.dated import day_in_words
from enlace.network.models import Organisation, State
from enlace.themes.forms import ThemesField


def day_choices(days: list[date]) -> list[tuple[str, str]]:
    return [(day.isoformat(), day_in_words(day)) for day in days]


def in_capitals(choices: Any) -> list[tuple[Any, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


class DayChoice(forms.TypedChoiceField):
    def __init__(self, days: list[date], **kwargs: Any) -> None:
        super().__init__(choices=day_choices(days), coerce=date.fromisoformat, **kwargs)


class HourField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


class SessionForm(forms.Form):
    """`day` offers those of the meeting and, for a session left outside of them, its own."""

    kind = forms.ChoiceField(label=_("Kind"), choices=in_capitals(SessionKind.choices), initial=SessionKind.DIALOGUE)
    title = TextsFormField(label=_("Title"), max_length=250)
    begins = HourField(label=_("From"))
    ends = HourField(label=_("To"))
    room = forms.CharField(label=_("Room"), required=False, max_length=120)
    link = forms.URLField(
        label=_("Link to join"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only who may take part sees it. Empty: that of the meeting."),
    )
    languages = forms.CharField(
        label=_("Languages spoken"), required=False, help_text=_("Codes or names, for example: es, pt.")
    )
    interpretation = forms.CharField(
        label=_("Interpretation into"), required=False, help_text=_("Codes or names, for example: en, pt.")
    )
    summary = TextsFormField(label=_("What it is about"), required=False, long=True)
    audience = forms.ChoiceField(label=_("For whom"), initial=Audience.MEMBERS.value)
    observers = forms.ModelMultipleChoiceField(
        Organisation.objects.observers(),
        label=_("Observers named"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = ThemesField()

    def __init__(self, meeting: Meeting, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", session_initial(session) if session else {"day": meeting.begins_on.isoformat()})
        super().__init__(*args, **kwargs)
        days = days_of(meeting)
        if session and session.day not in days:
            days = sorted([*days, session.day])
        self.fields["day"] = DayChoice(days, label=_("Day"))
        self.fields["audience"].choices = in_capitals(Audience.choices)  # type: ignore[attr-defined]
        self.fields["observers"].choices = observer_choices()[1:]  # type: ignore[attr-defined]
        self.order_fields(["kind", "title", "day"])


def session_initial(session: Session) -> dict[str, Any]:
    plain = ("kind", "title", "summary", "begins", "ends", "room", "link", "languages", "interpretation", "audience")
    return {name: getattr(session, name) for name in plain} | {
        "day": session.day.isoformat(),
        "observers": list(session.observers.values_list("pk", flat=True)),
        "themes": list(session.themes.values_list("pk", flat=True)),
    }


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("earlier", "earlier"), ("later", "later")])


class ShiftDayForm(forms.Form):
    def __init__(self, days: list[date], meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayChoice(days, label=_("All sessions of"))
        self.fields["to"] = DayChoice(days_of(meeting), label=_("move to"))


class ZoneChoice(forms.ChoiceField):
    def valid_value(self, value: str) -> bool:
        """A reader's zone may be one that shows the same hour as another, and is offered for another meeting."""
        return value in zone_names()


class PaperForm(forms.Form):
    """In which language the agenda is printed, and in which second one beside it."""

    language = forms.ChoiceField(label=_("Language"))
    beside = forms.ChoiceField(label=_("Beside it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.code, one.name) for one in languages()]
        language: Any = self.fields["language"]
        beside: Any = self.fields["beside"]
        language.choices, beside.choices = offered, [("", _("No second language")), *offered]

    @property
    def chosen(self) -> tuple[str] | tuple[str, str]:
        """Of a form that is valid; the same one twice is one."""
        language, beside = self.cleaned_data["language"], self.cleaned_data["beside"]
        return (language, beside) if beside and beside != language else (language,)


class ZoneForm(forms.Form):
    """The clock on which the reader wants to see the hours too; empty is the place's."""

    zone = ZoneChoice(
        label=_("Your time"),
        required=False,
        error_messages={"invalid_choice": _("“%(value)s” is no time zone. Choose one of the list.")},
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = list(State.objects.values_list("code", flat=True))
        offered = zone_choices(states, (meeting.begins_on, meeting.ends_on))
        self.here = zone_in_words(meeting.time_zone, meeting.begins_on)
        own = self.data.get("zone", "")
        if own in zone_names() and own not in dict(offered):
            offered.append((own, city_of(own)))
        self.fields["zone"].choices = [("", city_of(meeting.time_zone)), *offered]  # type: ignore[attr-defined]
