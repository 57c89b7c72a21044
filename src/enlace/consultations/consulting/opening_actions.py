"""A consultation is opened, its opening taken back, and it is closed. What the days bring is `tick_actions`."""

from django.core.exceptions import ValidationError
from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.consulting.announcing import announce
from enlace.consultations.consulting.answerers import people_asked
from enlace.consultations.consulting.forgetting import forget_voices
from enlace.consultations.consulting.mail import mail_taken_back
from enlace.consultations.consulting.readiness import obstacles
from enlace.consultations.consulting.rules import (
    can_close_consultation,
    can_open_consultation,
    can_take_back_consultation,
)
from enlace.consultations.consulting.told import forget_told, opening_key, was_told
from enlace.consultations.models import Consultation
from enlace.core.clock import now, today
from enlace.core.permission import require


@transaction.atomic
def open_consultation(consultation: Consultation, *, by: Anyone | None) -> int:
    """Fix who answers and how, and tell those who have a voice; the number of mails.

    Where its first day lies ahead, it opens on that day by itself and the mails go then. A first day that has passed
    becomes today. Raises ValidationError where it cannot be answered as it is.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_open_consultation(by, consultation))
    if problems := obstacles(consultation):
        raise ValidationError(problems)
    consultation.opens_on = max(consultation.opens_on, today())
    consultation.opened_at = now()
    consultation.save(update_fields=["opens_on", "opened_at"])
    people = announce(consultation, consultation.opened_at) if consultation.is_open else 0
    facts = {
        "opens_on": consultation.opens_on.isoformat(),
        "closes_on": consultation.closes_on.isoformat(),
        "answered_by": str(consultation.answered_by),
        "voice_of": str(consultation.voice_of),
        "attribution": str(consultation.attribution),
        "statements": consultation.statements.accepted().count(),
        "people": people,
    }
    record("open_consultation", consultation, by=by, after=facts)
    return people


@transaction.atomic
def take_back_consultation(consultation: Consultation, *, by: Anyone | None) -> int:
    """A draft again. Whoever was told that it is open is told; the number of mails."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_take_back_consultation(by, consultation))
    people = people_asked(consultation) if was_told(opening_key(consultation)) else []
    for person in people:
        mail_taken_back(consultation, person)
    forget_told(consultation)
    consultation.opened_at = None
    consultation.save(update_fields=["opened_at"])
    record("take_back_consultation", consultation, by=by, after={"people": len(people)})
    return len(people)


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: Anyone | None) -> Consultation:
    """Before its last day: no answer is taken any more, and nothing opens it again."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_close_consultation(by, consultation))
    consultation.closed_at = now()
    consultation.save(update_fields=["closed_at"])
    record("close_consultation", consultation, by=by, after={"closed_at": consultation.closed_at.isoformat()})
    forget_voices(consultation)
    return consultation
