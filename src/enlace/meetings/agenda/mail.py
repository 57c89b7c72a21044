"""In what words a publication is told: the sessions that its reader may see, never a link to join."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from enlace.core.mail import post
from enlace.meetings.agenda.changes import Change
from enlace.meetings.agenda.facts import Item
from enlace.meetings.agenda.telling import Telling
from enlace.meetings.agenda.zones import zone_in_words
from enlace.meetings.models import Meeting
from enlace.network.dated import day_in_words


@dataclass(frozen=True)
class Line:
    when: str
    title: str
    what: str = ""
    was: str = ""


def mail_agenda(meeting: Meeting, telling: Telling) -> None:
    with override(telling.person.language):
        words: dict[str, Any] = {
            "meeting": meeting.shown_title,
            "days": meeting.days_in_words,
            "first": telling.first,
            "lines": [_line(one) for one in telling.changes],
            "zone": zone_in_words(meeting.time_zone, meeting.begins_on),
            "link": settings.BASE_URL + _address(meeting, telling),
        }
        if telling.first:
            subject = gettext("The agenda is published: %(meeting)s")
        else:
            subject = gettext("The agenda has changed: %(meeting)s")
        subject %= {"meeting": meeting.shown_title}
        post(telling.person.email, subject, render_to_string("meetings/mail/agenda.txt", words))


def _address(meeting: Meeting, telling: Telling) -> str:
    """Of the agenda or, for who sees nothing of the meeting but a session in which they speak, of that one."""
    if not telling.sees_meeting and telling.items:
        return reverse("meetings:session", args=[min(telling.items)])
    return reverse("meetings:agenda", args=[meeting.pk])


def _line(change: Change) -> Line:
    was = _when(change.before) if change.before and change.moved else ""
    return Line(_when(change.item), str(change.item.shown_title), ", ".join(change.in_words), was)


def _when(item: Item) -> str:
    return f"{day_in_words(item.day)}, {item.begins:%H:%M}–{item.ends:%H:%M}"
