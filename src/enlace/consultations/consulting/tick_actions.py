"""What the days bring of themselves: consultations open and end, and those who have not answered are reminded."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from enlace.consultations.consulting.announcing import announce
from enlace.consultations.consulting.answerers import people_behind
from enlace.consultations.consulting.forgetting import forget_voices
from enlace.consultations.consulting.mail import mail_over, mail_reminder, secretaries
from enlace.consultations.consulting.told import note_told, opening_key, reminder_key, was_told
from enlace.consultations.models import Consultation

type Step = Callable[[Consultation, datetime], int]

REMINDED = (2, 7)
"""So many days before the last one, the fewest first."""


def announce_consultations(moment: datetime) -> int:
    """Those that were opened for a later day, which has come; the number of mails."""
    return _each(_announce, _open_at(moment), moment)


def _open_at(moment: datetime) -> QuerySet[Consultation]:
    day = timezone.localdate(moment)
    return Consultation.objects.filter(opened_at__isnull=False, closed_at=None, opens_on__lte=day, closes_on__gte=day)


def _announce(consultation: Consultation, moment: datetime) -> int:
    """One whose record says that it was open before it was opened came from elsewhere, and is told to nobody."""
    opened_at = consultation.opened_at
    if opened_at is None or consultation.opens_on < timezone.localdate(opened_at):
        return 0
    return 0 if was_told(opening_key(consultation)) else announce(consultation, moment)


def settle_consultations(moment: datetime) -> int:
    """Those that are over forget their voices; the secretariat is told that the result can be published. How many."""
    passed = Q(closes_on__lt=timezone.localdate(moment)) | Q(closed_at__isnull=False)
    over = Consultation.objects.filter(passed, opened_at__isnull=False).exclude(salt="")
    return _each(_settle, over, moment)


def _settle(consultation: Consultation, moment: datetime) -> int:
    if not consultation.salt:
        return 0
    forget_voices(consultation)
    for person in [] if consultation.is_published else secretaries():
        mail_over(consultation, person)
    return 1


def remind_answerers(moment: datetime) -> int:
    """Seven days and two days before the last one; the number of mails. One that was not open by then is left out."""
    last = timezone.localdate(moment) + timedelta(days=max(REMINDED))
    return _each(_remind, _open_at(moment).filter(closes_on__lte=last), moment)


def _remind(consultation: Consultation, moment: datetime) -> int:
    last = consultation.closes_on
    left = (last - timezone.localdate(moment)).days
    days = next((days for days in REMINDED if left <= days), None)
    opened = consultation.opened_at
    if days is None or opened is None or consultation.closed_at is not None:
        return 0
    key = reminder_key(consultation, last, days)
    first = max(consultation.opens_on, timezone.localdate(opened))
    if first >= last - timedelta(days=days) or was_told(key):
        return 0
    people = people_behind(consultation)
    for person in people:
        mail_reminder(consultation, person)
    if people:
        note_told(key, moment)
    return len(people)


def _each(step: Step, found: QuerySet[Consultation], moment: datetime) -> int:
    return sum(_locked(step, pk, moment) for pk in found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _locked(step: Step, pk: int, moment: datetime) -> int:
    """Two ticks at once say nothing twice."""
    consultation = Consultation.objects.select_for_update().filter(pk=pk).first()
    return step(consultation, moment) if consultation else 0
