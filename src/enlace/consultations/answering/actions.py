"""Answers. A voice has one vote on a statement, and the last one counts, whoever of its people gave it.

Where answers are anonymous nothing of this is recorded anywhere: neither the moment, nor who, nor that there was one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.consultations.answering.rules import can_answer_consultation
from enlace.consultations.answering.voices import Voice
from enlace.consultations.answering.voters import held_voter
from enlace.consultations.models import Approach, Consultation, Statement, Vote, Voter
from enlace.core.clock import now
from enlace.core.permission import require

AGREES = 1
KEPT = ["value", "importance", "approaches", "cast_at", "cast_by"]


@dataclass(frozen=True)
class Answer:
    """What is said of a statement: 1 agrees, -1 disagrees, 0 passes, None takes an answer back.

    `importance` (1 to 3) and `approaches` count only where somebody agrees with a priority, and are dropped elsewhere.
    """

    statement_id: int
    value: int | None
    importance: int | None = None
    approaches: Collection[str] = ()


def cast_vote(
    statement: Statement,
    value: int,
    *,
    voice: Voice,
    by: Anyone | None,
    importance: int | None = None,
    approaches: Collection[str] = (),
) -> Voter:
    """The voter whose vote it is. Raises ValidationError for a statement that was taken out, and for a wrong value."""
    answer = Answer(statement.pk, value, importance, approaches)
    voter, _kept = _cast(statement.consultation, [answer], voice=voice, by=by)
    if voter is None:
        raise ValidationError(_("This statement was taken out meanwhile. Nothing was saved for it."))
    return voter


def cast_votes(
    consultation: Consultation, answers: Iterable[Answer], *, voice: Voice, by: Anyone | None
) -> frozenset[int]:
    """All of them, or none where one is no answer (ValidationError).

    The ids of the statements whose answers are kept now: those that were taken out meanwhile are missing.
    """
    _voter, kept = _cast(consultation, list(answers), voice=voice, by=by)
    return kept


def withdraw_vote(statement: Statement, *, voice: Voice, by: Anyone | None) -> None:
    """As if the statement had not been answered. The others of the same voice see it so, too."""
    _cast(statement.consultation, [Answer(statement.pk, None)], voice=voice, by=by)


@transaction.atomic
def _cast(
    consultation: Consultation, answers: list[Answer], *, voice: Voice, by: Anyone | None
) -> tuple[Voter | None, frozenset[int]]:
    """Few questions to the database, and as many for one answer as for hundreds."""
    _require(consultation, voice, by)
    for answer in answers:
        _check(answer)
    given = {answer.statement_id: answer for answer in answers}
    asked = Statement.objects.accepted().filter(consultation=consultation).select_related("consultation")
    statements = {one.pk: one for one in asked.filter(pk__in=given)}
    if not statements:
        return None, frozenset()
    voter, is_new = held_voter(consultation, voice)
    stands = Consultation.objects.get(pk=consultation.pk) if is_new else next(iter(statements.values())).consultation
    _require(stands, voice, by)
    kept = [
        _vote(given[pk], value, statements[pk], voter)
        for pk in sorted(statements)
        if (value := given[pk].value) is not None
    ]
    if kept and not stands.is_anonymous:
        _sign(kept, by)
        if is_new or (voter.proposals and not voter.votes.exists()):
            _record_first(voter, stands, by)
    if kept:
        Vote.objects.bulk_create(kept, update_conflicts=True, unique_fields=["voter", "statement"], update_fields=KEPT)
    if taken_back := [pk for pk in statements if given[pk].value is None]:
        voter.votes.filter(statement__in=taken_back).delete()
    return voter, frozenset(statements)


def _require(consultation: Consultation, voice: Voice, by: Anyone | None) -> None:
    """Asked again once the voice is held. One that closed meanwhile has made its anonymous voices anew: then the voter
    of this one is not found and made a second time, which must not stay.
    """
    require(can_answer_consultation(by, consultation, voice), _("You cannot answer this consultation now."))


def _check(answer: Answer) -> None:
    if answer.value not in (-1, 0, 1, None):
        raise ValidationError(_("Choose one of the three answers."))
    if answer.importance not in (1, 2, 3, None):
        raise ValidationError(_("Choose one of the three degrees of importance."))
    if not set(answer.approaches) <= set(Approach.values):
        raise ValidationError(_("Choose among the four levels."))


def _vote(answer: Answer, value: int, statement: Statement, voter: Voter) -> Vote:
    vote = Vote(statement=statement, voter=voter, value=value)
    if value == AGREES and statement.is_priority:
        vote.importance = answer.importance
        vote.approaches = [level for level in Approach.values if level in answer.approaches]
    return vote


def _sign(votes: list[Vote], by: Anyone | None) -> None:
    """Where answers are attributed."""
    moment = now()
    for vote in votes:
        vote.cast_at, vote.cast_by = moment, by if isinstance(by, User) else None


def _record_first(voter: Voter, consultation: Consultation, by: Anyone | None) -> None:
    """That somebody answered is recorded once, at the first vote of their voice, and never what."""
    named = {"state": voter.state_id, "organisation": voter.organisation_id}
    record("answer_consultation", consultation, by=by, after={name: pk for name, pk in named.items() if pk})
