from datetime import timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.days import RoundStanding, standing_on
from enlace.consultations.consulting.checking import READERS
from enlace.consultations.consulting.forms import MeetingField
from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience

USUAL = timedelta(days=28)


def usual_end() -> Any:
    return today() + USUAL


class RoundForm(forms.Form):
    """All of a draft; `begun`: its first day stays."""

    title = TextsFormField(label=_("Title"), max_length=200, help_text=_("For example: Progress of the year 2026"))
    meeting = MeetingField()
    opens_on = DayField(label=_("First day"), initial=today)
    closes_on = DayField(
        label=_("Last day to report"),
        initial=usual_end,
        help_text=_("Those who are behind are reminded before and after it. The round closes by itself 14 days later."),
    )
    audience = forms.ChoiceField(
        label=_("Who reads the report"),
        choices=[(value, capfirst(label)) for value, label in Audience.choices if value in READERS],
        initial=Audience.MEMBERS.value,
        help_text=_("It says who has reported and who has not. What is for fewer readers stays for them."),
    )

    def __init__(self, *args: Any, begun: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Meeting | None = self.initial.get("meeting")
        ahead = Meeting.objects.filter(ends_on__gte=today(), cancelled_at=None)
        kept = Meeting.objects.filter(pk=chosen.pk) if chosen else Meeting.objects.none()
        meeting: Any = self.fields["meeting"]
        meeting.queryset = (ahead | kept).order_by("begins_on", "pk")
        if begun:
            del self.fields["opens_on"]


def form_for(review_round: ReviewRound, data: Any) -> RoundForm:
    """With the fields that can still change."""
    return RoundForm(
        data,
        initial={name: getattr(review_round, name) for name in RoundForm.base_fields},
        begun=standing_on(review_round, today()) is RoundStanding.OPEN,
    )
