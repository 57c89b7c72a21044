"""Who is told that a meeting does not take place, or does after all, and in what words."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from enlace.core.mail import post
from enlace.meetings.models import Delegate, Delegation, Meeting, Speaker
from enlace.network.models import Person, Role
from enlace.network.roles import OF_STATES
from enlace.network.standing import giving_rights_on


def people_invited(meeting: Meeting, day: date) -> QuerySet[Person]:
    """Those who act on `day` for a state or an observer that was invited, its delegates, who speaks, and the host's."""
    invited = Delegation.objects.filter(meeting=meeting).exclude(invited_at=None)
    parts = giving_rights_on(day).filter(person=OuterRef("pk"))
    acting = parts.filter(
        Q(role__in=OF_STATES, state__in=invited.values("state"))
        | Q(role=Role.OBSERVER, organisation__in=invited.values("organisation"))
        | Q(role=Role.HOST, organisation=meeting.host_id)
    )
    named = Delegate.objects.filter(delegation__in=invited.values("pk"), withdrawn_at=None, person=OuterRef("pk"))
    speaking = Speaker.objects.filter(session__meeting=meeting, session__cancelled_at=None, person=OuterRef("pk"))
    concerned = Q(Exists(acting)) | Q(Exists(named)) | Q(Exists(speaking))
    return Person.objects.filter(concerned, erased_at=None).exclude(email="").order_by("pk")


def mail_cancelled(meeting: Meeting, person: Person) -> None:
    with override(person.language):
        subject = gettext("The meeting does not take place: %(title)s") % {"title": meeting.shown_title}
        post(person.email, subject, render_to_string("meetings/mail/cancelled.txt", _words(meeting)))


def mail_restored(meeting: Meeting, person: Person) -> None:
    with override(person.language):
        subject = gettext("The meeting takes place after all: %(title)s") % {"title": meeting.shown_title}
        post(person.email, subject, render_to_string("meetings/mail/restored.txt", _words(meeting)))


def _words(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "link": settings.BASE_URL + meeting.get_absolute_url()}
