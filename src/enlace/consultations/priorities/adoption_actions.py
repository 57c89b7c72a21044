"""Priorities: adopted from a consultation, put on record without one, reworded, taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Priority, Statement
from enlace.consultations.priorities.checking import check_after_challenge, check_not_adopted_twice, checked_day
from enlace.consultations.priorities.rules import (
    can_add_priority,
    can_adopt_priorities,
    can_change_priority,
    can_withdraw_priority,
)
from enlace.consultations.priorities.wording import set_wording, themes_of, wording_of
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting, Session
from enlace.themes.models import Theme


@dataclass(frozen=True)
class Chosen:
    """A statement to adopt: in these words, in answer to `challenge` where the statement names none itself."""

    statement: Statement
    title: Mapping[str, str]
    challenge: Challenge | None = None


@transaction.atomic
def adopt_priorities(
    consultation: Consultation,
    *,
    by: Anyone | None,
    session: Session,
    chosen: Sequence[Chosen],
    adopted_on: date | None = None,
) -> list[Priority]:
    """In this order, on the day of the session unless another is given.

    Raises ValidationError at `session`, `adopted_on`, and at `title_N` and `challenge_N` for the statement with id N.
    """
    session = _locked(session)
    require(can_adopt_priorities(by, session))
    day = checked_day(adopted_on, session, "adopted_on")
    if not consultation.is_over:
        raise ValidationError(_("The consultation takes answers still. Its priorities are adopted when it is over."))
    if not chosen:
        raise ValidationError(_("No statement is chosen. Choose at least one."))
    return [_adopt_one(consultation, one, session, day, by) for one in chosen]


def _adopt_one(consultation: Consultation, one: Chosen, session: Session, day: date, by: Anyone | None) -> Priority:
    statement = one.statement
    if statement.consultation_id != consultation.pk or statement.accepted_at is None:
        raise ValidationError(_("A statement that is not of this consultation cannot be adopted. Choose anew."))
    challenge = statement.challenge or one.challenge
    try:
        return _record_priority(
            "adopt_priorities",
            Priority(title=Texts(one.title), statement=statement, session=session, adopted_on=day),
            _checked(challenge, by),
            by,
            illustrative=consultation.illustrative,
        )
    except ValidationError as error:
        raise ValidationError(
            {
                f"{field}_{statement.pk}" if field in ("title", "challenge") else field: sentences
                for field, sentences in error.message_dict.items()
            }
        ) from error


@transaction.atomic
def add_priority(
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    challenge: Challenge | None,
    session: Session,
    text: Mapping[str, str] | None = None,
    adopted_on: date | None = None,
    illustrative: bool = False,
    themes: Iterable[Theme] | None = None,
) -> Priority:
    """Of a session, without a consultation. Where no themes are given, those of the challenge.

    Raises ValidationError by field.
    """
    session = _locked(session)
    require(can_add_priority(by) and can_adopt_priorities(by, session))
    day = checked_day(adopted_on, session, "adopted_on")
    priority = Priority(title=Texts(title), text=Texts(text), session=session, adopted_on=day)
    return _record_priority("add_priority", priority, _checked(challenge, by), by, themes, illustrative=illustrative)


@transaction.atomic
def change_priority(
    priority: Priority,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    text: Mapping[str, str] | None = None,
    themes: Iterable[Theme] | None = None,
) -> Priority:
    """Its words and themes, without another adoption: for mistakes and translations."""
    priority = Priority.objects.select_for_update().get(pk=priority.pk)
    require(can_change_priority(by, priority))
    before = wording_of(priority) | themes_of(priority)
    set_wording(priority, title, text)
    if themes is not None:
        priority.themes.set(themes)
    after = wording_of(priority) | themes_of(priority)
    if before != after:
        record("change_priority", priority, by=by, before=before, after=after)
    return priority


@transaction.atomic
def withdraw_priority(priority: Priority, *, by: Anyone | None) -> None:
    """It was adopted by mistake: nothing of it stays but the line in the audit log."""
    priority = Priority.objects.select_for_update().get(pk=priority.pk)
    require(can_withdraw_priority(by, priority))
    record("withdraw_priority", priority, by=by, before=_facts(priority))
    priority.delete()


def _locked(session: Session) -> Session:
    """Whoever adopts in the same meeting at the same time waits."""
    Meeting.objects.select_for_update().get(pk=session.meeting_id)
    return Session.objects.select_related("meeting").get(pk=session.pk)


def _checked(challenge: Challenge | None, by: Anyone | None) -> Challenge:
    """Raises ValidationError at `challenge`, also where somebody would make public what they may not read."""
    if challenge is None:
        raise ValidationError({"challenge": _("Choose the challenge that it answers.")})
    if by is not None and not Challenge.objects.visible_to(by).filter(pk=challenge.pk).exists():
        raise ValidationError(
            {"challenge": _("You do not see the challenge that it answers, so the secretariat adopts it.")}
        )
    return challenge


def _record_priority(
    action: str,
    priority: Priority,
    challenge: Challenge,
    by: Anyone | None,
    themes: Iterable[Theme] | None = None,
    *,
    illustrative: bool,
) -> Priority:
    """The next of its session. It is illustrative where what it stands upon is."""
    session = priority.session
    priority.challenge = challenge
    check_after_challenge(challenge, priority.adopted_on)
    check_not_adopted_twice(priority)
    highest = Priority.objects.filter(session=session).aggregate(highest=Max("order"))["highest"] or 0
    priority.order = highest + 1
    priority.illustrative = (
        illustrative or challenge.illustrative or session.illustrative or session.meeting.illustrative
    )
    priority.full_clean()
    priority.save()
    priority.themes.set(list(themes or ()) or challenge.themes.all())
    record(action, priority, by=by, after=_facts(priority))
    return priority


def _facts(priority: Priority) -> dict[str, Any]:
    facts = {
        "session": priority.session_id,
        "challenge": priority.challenge_id,
        "statement": priority.statement_id,
        "adopted_on": priority.adopted_on.isoformat(),
    }
    return (
        wording_of(priority) | themes_of(priority) | {name: value for name, value in facts.items() if value is not None}
    )
