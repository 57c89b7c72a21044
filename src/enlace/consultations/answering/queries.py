"""What a voice has said, for itself: what stands now, and where its people see it, who said so."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.voices import Voice
from enlace.consultations.models import Approach, Challenge, Consultation, Statement, Vote, Voter
from enlace.network.models import Organisation, State
from enlace.network.roles import Role, roles_of

DEGREES = {1: _("low importance"), 2: _("medium importance"), 3: _("high importance")}


@dataclass(frozen=True)
class Said:
    """The answer of a voice to a statement; `value` is None where it has none."""

    value: int | None = None
    importance: int | None = None
    approaches: Collection[str] = ()

    @property
    def initial(self) -> dict[str, Any]:
        """What a form shows of it."""
        return {"value": self.value, "importance": self.importance, "approaches": list(self.approaches)}

    @property
    def degree(self) -> str:
        """The importance in words."""
        return str(DEGREES[self.importance]) if self.importance else ""

    @property
    def levels(self) -> str:
        """The levels in words."""
        return ", ".join(str(label) for value, label in Approach.choices if value in self.approaches)


@dataclass(frozen=True)
class LastAnswer:
    """Who gave the answer that counts: oneself, or `office` of the same state; on which day."""

    day: date
    own: bool
    office: str = ""


@dataclass(frozen=True)
class OwnAnswer:
    """`challenge` is the one that a priority answers, for a reader who sees it."""

    statement: Statement
    said: Said = field(default_factory=Said)
    challenge: Challenge | None = None


def own_vote(voter: Voter | None, statement: Statement) -> Vote | None:
    return None if voter is None else voter.votes.filter(statement=statement).select_related("cast_by").first()


def said_by(vote: Vote | None) -> Said:
    return Said(vote.value, vote.importance, tuple(vote.approaches)) if vote else Said()


def own_answers(consultation: Consultation, voter: Voter | None, reader: Anyone | None = None) -> list[OwnAnswer]:
    """Every statement, by its number, with what the voice said of it, and with its challenge where a reader is named.

    Three queries, however many there are.
    """
    statements = Statement.objects.accepted().filter(consultation=consultation).order_by("number")
    votes = {vote.statement_id: vote for vote in voter.votes.all()} if voter else {}
    answered = Challenge.objects.filter(statements__in=statements.order_by()).distinct()
    seen = answered.visible_to(reader).in_bulk() if reader else {}
    return [OwnAnswer(one, said_by(votes.get(one.pk)), seen.get(one.challenge_id or 0)) for one in statements]


def challenge_of(statement: Statement, reader: Anyone) -> Challenge | None:
    """None for who does not see it, and for a statement that is no priority."""
    if statement.challenge_id is None:
        return None
    return Challenge.objects.visible_to(reader).filter(pk=statement.challenge_id).first()


def last_answer(vote: Vote | None, voter: Voter | None, user: Anyone) -> LastAnswer | None:
    """None where answers are anonymous: then nobody knows."""
    if vote is None or voter is None or vote.cast_at is None:
        return None
    day = timezone.localdate(vote.cast_at)
    if vote.cast_by is None or vote.cast_by == user:
        return LastAnswer(day, True)
    parts = roles_of(vote.cast_by, day).parts
    of_the_voice = [
        part
        for part in parts
        if (voter.state_id and part.state_id == voter.state_id)
        or (voter.organisation_id and part.organisation_id == voter.organisation_id)
    ]
    return LastAnswer(day, False, str(Role(of_the_voice[0].role).label) if of_the_voice else "")


def body_of(voice: Voice) -> State | Organisation | None:
    """On whose behalf one answers; None where it is oneself."""
    if voice.kind == "state":
        return State.objects.get(pk=voice.id)
    return Organisation.objects.get(pk=voice.id) if voice.kind == "organisation" else None
