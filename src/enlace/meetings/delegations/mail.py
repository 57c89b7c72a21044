"""What people are told of delegations, each in their language."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.mail import post
from enlace.meetings.models import Delegate, Delegation
from enlace.network.models import Person


def mail_invitation(delegation: Delegation, readers: Iterable[Person]) -> int:
    """The letter of invitation, and where it is answered; the number of mails."""
    return _to_each(readers, delegation, _subject_of_invitation, "delegation_invited")


def mail_silence(delegation: Delegation, readers: Iterable[Person], left: int) -> int:
    """That the meeting begins in `left` days and no answer is there."""
    return _to_each(readers, delegation, _subject_of_silence, "delegation_silent", {"left": left})


def mail_submission(delegation: Delegation, readers: Iterable[Person]) -> int:
    return _to_each(readers, delegation, _subject_of_submission, "delegation_submitted")


def mail_return(delegation: Delegation, readers: Iterable[Person]) -> int:
    return _to_each(readers, delegation, _subject_of_return, "delegation_sent_back")


def mail_registration(delegate: Delegate, token: str, left: int | None = None) -> None:
    """The personal link to register; `left` days before the meeting where it is a reminder."""
    delegation = delegate.delegation
    with override(delegate.person.language):
        link = settings.BASE_URL + reverse("meetings:registration", args=[token])
        title = {"meeting": delegation.meeting.shown_title}
        subject = _("%(meeting)s: please register") if left is None else _("%(meeting)s: you have not registered yet")
        words = _words(delegation) | {"link": link, "left": left, "office": delegate.shown_office}
        post(delegate.person.email, subject % title, _text("registration", words))


def _to_each(
    readers: Iterable[Person],
    delegation: Delegation,
    subject: Any,
    template: str,
    more: Mapping[str, Any] | None = None,
) -> int:
    told = 0
    for person in readers:
        with override(person.language):
            words = _words(delegation) | dict(more or {})
            post(person.email, subject(delegation), _text(template, words))
            told += 1
    return told


def _words(delegation: Delegation) -> dict[str, Any]:
    meeting = delegation.meeting
    return {
        "delegation": delegation,
        "meeting": meeting,
        "host": meeting.host.shown_name if meeting.host else "",
        "link": settings.BASE_URL + delegation.get_absolute_url(),
        "letter": settings.BASE_URL + reverse("meetings:letter", args=[delegation.pk]),
    }


def _text(template: str, words: Mapping[str, Any]) -> str:
    """What is left out leaves one empty line."""
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"meetings/mail/{template}.txt", dict(words))).strip() + "\n"


def _subject_of_invitation(delegation: Delegation) -> str:
    return _("Invitation: %(meeting)s") % {"meeting": delegation.meeting.shown_title}


def _subject_of_silence(delegation: Delegation) -> str:
    return _("%(body)s has not answered: %(meeting)s") % _both(delegation)


def _subject_of_submission(delegation: Delegation) -> str:
    return _("The delegation of %(body)s waits for approval: %(meeting)s") % _both(delegation)


def _subject_of_return(delegation: Delegation) -> str:
    return _("The delegation of %(body)s was sent back: %(meeting)s") % _both(delegation)


def _both(delegation: Delegation) -> dict[str, Any]:
    return {"body": delegation.body, "meeting": delegation.meeting.shown_title}
