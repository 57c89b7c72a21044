"""Makers of the records of consultations. A consultation is open for a week more, attributed, for the member states."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from enlace.consultations.answering.voices import Voice, key_of
from enlace.consultations.models import (
    Challenge,
    Consultation,
    ConsultationReminder,
    Priority,
    PriorityReview,
    Result,
    SharedChallenge,
    Statement,
    Vote,
    Voter,
)
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_session
from enlace.network.testing import make_state


def make_challenge(**overrides: Any) -> Challenge:
    """Binational, proposed by Uruguay."""
    fields = {"title": Texts({"es": "Riesgos que cruzan la frontera"}), "approach": "binational"}
    return Challenge.objects.create(**{"state": overrides.pop("state", None) or make_state()} | fields | overrides)


def make_shared_challenge(**overrides: Any) -> SharedChallenge:
    """By Paraguay."""
    challenge = overrides.pop("challenge", None) or make_challenge()
    return SharedChallenge.objects.create(
        challenge=challenge, state=overrides.pop("state", None) or make_state("PY"), **overrides
    )


def make_consultation(**overrides: Any) -> Consultation:
    """Opened a week ago; `opened=False` leaves it a draft, `over=True` dates it into the past."""
    opened, over = overrides.pop("opened", True), overrides.pop("over", False)
    first = today() - timedelta(days=40 if over else 7)
    fields: dict[str, Any] = {
        "question": Texts({"es": "¿Qué haremos juntos?", "en": "What shall we do together?"}),
        "opens_on": first,
        "closes_on": first + timedelta(days=14),
        "opened_at": timezone.now() if opened else None,
    }
    return Consultation.objects.create(**fields | overrides)


def make_statement(**overrides: Any) -> Statement:
    """Accepted, the next number of its consultation; `accepted=False` leaves it waiting."""
    consultation = overrides.pop("consultation", None) or make_consultation()
    number = consultation.statements.count() + 1
    fields: dict[str, Any] = {"number": number, "text": Texts({"es": f"Compartir indicadores, {number}."})}
    if overrides.pop("accepted", True):
        fields["accepted_at"] = timezone.now()
    return Statement.objects.create(consultation=consultation, **fields | overrides)


def make_voter(**overrides: Any) -> Voter:
    """Of Uruguay, or of `state`, `organisation` or `user`; of an anonymous consultation nothing but the key is kept."""
    consultation = overrides.pop("consultation", None) or make_consultation()
    named = {name: overrides[name] for name in ("state", "organisation", "user") if overrides.get(name)}
    named = named or {"state": make_state()}
    ((kind, body),) = named.items()
    key = overrides.get("key") or key_of(Voice(kind, body.pk), consultation)  # type: ignore[arg-type]
    return Voter.objects.create(consultation=consultation, key=key, **({} if consultation.is_anonymous else named))


def make_vote(**overrides: Any) -> Vote:
    """An agreement."""
    statement = overrides.pop("statement", None) or make_statement()
    voter = overrides.pop("voter", None) or make_voter(consultation=statement.consultation)
    fields: dict[str, Any] = {"value": 1}
    if not statement.consultation.is_anonymous:
        fields["cast_at"] = timezone.now()
    return Vote.objects.create(statement=statement, voter=voter, **fields | overrides)


def make_result(**overrides: Any) -> Result:
    consultation = overrides.pop("consultation", None) or make_consultation(over=True)
    return Result.objects.create(consultation=consultation, **{"facts": {}} | overrides)


def make_priority(**overrides: Any) -> Priority:
    """Adopted by a session of a meeting."""
    challenge = overrides.pop("challenge", None) or make_challenge()
    session = overrides.pop("session", None) or make_session()
    fields = {"title": Texts({"es": "Compartir indicadores de alerta temprana"})}
    return Priority.objects.create(challenge=challenge, session=session, **fields | overrides)


def make_priority_review(**overrides: Any) -> PriorityReview:
    priority = overrides.pop("priority", None) or make_priority()
    session = overrides.pop("session", None) or make_session()
    return PriorityReview.objects.create(priority=priority, session=session, **{"outcome": "continues"} | overrides)


def make_consultation_reminder(**overrides: Any) -> ConsultationReminder:
    number = ConsultationReminder.objects.count()
    return ConsultationReminder.objects.create(**{"key": f"opened:{number}", "sent_at": timezone.now()} | overrides)
