"""Who is told that papers are there, and in what words. The mail names no paper: these are read after signing in."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from enlace.core.clock import today
from enlace.core.mail import post
from enlace.meetings.models import Meeting, Paper
from enlace.network.models import Person
from enlace.network.standing import giving_rights_on


def readers_of_papers(meeting: Meeting) -> Iterator[tuple[Person, int]]:
    """Everybody with an account, an address and a part today who sees the meeting, with how many they may read."""
    released = Paper.objects.filter(session__meeting=meeting).exclude(released_at=None)
    people = Person.objects.filter(
        mandates__in=giving_rights_on(today()), erased_at=None, user__is_active=True
    ).exclude(email="")
    for person in people.select_related("user").distinct().order_by("pk"):
        user = person.user
        if user is None or not Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists():
            continue
        count = released.filter(pk__in=Paper.objects.visible_to(user).values("pk")).count()
        if count:
            yield person, count


def mail_that_papers_are_there(meeting: Meeting, person: Person, count: int) -> None:
    with override(person.language):
        words = {
            "title": meeting.shown_title,
            "days": meeting.days_in_words,
            "count": count,
            "link": settings.BASE_URL + reverse("meetings:papers", args=[meeting.pk]),
        }
        subject = gettext("Papers of the meeting: %(title)s") % {"title": meeting.shown_title}
        post(person.email, subject, render_to_string("meetings/mail/papers.txt", words))
