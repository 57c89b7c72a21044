"""Forgets what is older than the settings say, at each tick. Whatever is kept for 0 days is kept for ever."""

from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from enlace.accounts.actions import record
from enlace.core.mail_erasure import forget_mail_files
from enlace.core.models import Mail
from enlace.core.registry import registered
from enlace.network.models import Invitation, Mandate, Person
from enlace.network.privacy_actions import erase_person


def _people_to_forget(moment: datetime) -> QuerySet[Person]:
    """Those whose last mandate, or last part in anything else (`contact_kept`), ended too long ago.

    Who never had any, and administrators, are left to people.
    """
    last_day = timezone.localdate(moment) - timedelta(days=settings.ENLACE_KEEP_CONTACTS_DAYS)
    held = Mandate.objects.filter(person=OuterRef("pk"))
    had, has = Q(Exists(held)), Q(Exists(held.filter(Q(until=None) | Q(until__gte=last_day))))
    for kept in registered("contact_kept"):
        ever, lately = kept(last_day)
        had, has = had | Q(pk__in=ever.values("pk")), has | Q(pk__in=lately.values("pk"))
    people = Person.objects.filter(had, ~has, erased_at=None, illustrative=False)
    return people.exclude(user__is_superuser=True)


def forget_contacts(moment: datetime) -> int:
    """Name and contact of people whose parts are long over; each of them is a line of the audit log."""
    if not settings.ENLACE_KEEP_CONTACTS_DAYS:
        return 0
    return len([erase_person(person, by=None) for person in _people_to_forget(moment)])


def forget_invitations(moment: datetime) -> int:
    """Invitations that were accepted or withdrawn, or have expired."""
    if not settings.ENLACE_KEEP_INVITATIONS_DAYS:
        return 0
    before = moment - timedelta(days=settings.ENLACE_KEEP_INVITATIONS_DAYS)
    over = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    return _forget("forget_invitations", Invitation.objects.filter(over))


def forget_sessions(moment: datetime) -> int:
    """Where and when somebody was signed in, once that session is over."""
    if not settings.ENLACE_KEEP_SESSIONS_DAYS:
        return 0
    before = moment - timedelta(days=settings.ENLACE_KEEP_SESSIONS_DAYS)
    going_on = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=moment)
    Session.objects.filter(expire_date__lt=moment).delete()
    return _forget("forget_sessions", UserSession.objects.filter(~Exists(going_on), last_seen_at__lt=before))


def forget_mail(moment: datetime) -> int:
    """That a mail was sent, of which the content was forgotten when it went; and mail laid in files for no server."""
    if not settings.ENLACE_KEEP_MAIL_DAYS:
        return 0
    before = moment - timedelta(days=settings.ENLACE_KEEP_MAIL_DAYS)
    return _forget("forget_mail", Mail.objects.filter(sent_at__lt=before)) + forget_mail_files(before)


@transaction.atomic
def _forget(action: str, rows: QuerySet[Any]) -> int:
    """One line of the audit log for all of them, and none where there is nothing to forget."""
    gone, _by_model = rows.delete() if rows.exists() else (0, {})
    if gone:
        record(action, rows.model, by=None, after={"removed": gone})
    return gone


FORGETTING = (forget_contacts, forget_invitations, forget_sessions, forget_mail)
"""For the tick."""
