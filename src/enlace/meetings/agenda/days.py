"""The days of a meeting, to choose from and to check against."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from enlace.meetings.models import Meeting
from enlace.network.dated import day_in_words

MOST = 31
"""Longer meetings are known by their month alone, and have no agenda."""


def days_of(meeting: Meeting) -> list[date]:
    count = min((meeting.ends_on - meeting.begins_on).days + 1, MOST)
    return [meeting.begins_on + timedelta(days=number) for number in range(count)]


def outside_the_meeting(meeting: Meeting, day: date) -> str:
    """A sentence that says so, and which days there are."""
    return _("%(day)s is no day of the meeting, which lasts %(days)s. Choose one of these days.") % {
        "day": day_in_words(day),
        "days": meeting.days_in_words,
    }
