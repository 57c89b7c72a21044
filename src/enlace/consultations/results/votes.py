"""The votes of a consultation as the computation takes them, and what else they say of its priorities."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np

from enlace.consultations.common_ground.votes import Ints, Votes
from enlace.consultations.models import AnsweredBy, Consultation, Statement, VoiceOf, Vote, Voter

CHUNK = 20_000

type VoicesKind = Literal["states", "people", "voices"]


@dataclass(frozen=True)
class Bodies:
    """Which voter is which state or organisation: ids of voters → theirs. Of people and anonymous voices, nothing."""

    states: dict[int, int]
    organisations: dict[int, int]


@dataclass(frozen=True)
class PriorityVote:
    """What a voice said that agrees with a priority; the last two as they stand in its vote."""

    statement: int
    voter: int
    importance: int | None
    approaches: tuple[str, ...]


def votes_of(consultation: Consultation) -> Votes:
    """On the accepted statements, in their order; statements and voters are named by their numbers in the database.

    One query; a vote takes 24 bytes.
    """
    statements = list(
        Statement.objects.accepted().filter(consultation=consultation).order_by("number").values_list("pk", flat=True)
    )
    cast = Vote.objects.filter(statement__in=statements).order_by()
    rows = cast.values_list("voter_id", "statement_id", "value").iterator(CHUNK)
    table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 3)
    voters, voter = np.unique(table[:, 0], return_inverse=True)
    return Votes.of_arrays(voters.tolist(), statements, voter, _places(statements, table[:, 1]), table[:, 2])


def _places(statements: list[int], column: Ints) -> Ints:
    ids = np.array(statements, dtype=np.int64)
    order = np.argsort(ids)
    places: Ints = order[np.searchsorted(ids, column, sorter=order)] if len(column) else column
    return places


def bodies_of(consultation: Consultation) -> Bodies:
    """Empty where answers are anonymous or each person has a voice."""
    if consultation.is_anonymous or consultation.voice_of != VoiceOf.STATE:
        return Bodies({}, {})
    voters = Voter.objects.filter(consultation=consultation).order_by("pk")
    rows = list(voters.values_list("pk", "state_id", "organisation_id"))
    return Bodies(
        {voter: state for voter, state, _organisation in rows if state},
        {voter: organisation for voter, _state, organisation in rows if organisation},
    )


def kind_of_voices(consultation: Consultation, organisations: int = 0) -> VoicesKind:
    """What one voice is called: a state, a person or, where observers may answer beside states, a voice."""
    if consultation.voice_of == VoiceOf.PERSON:
        return "people"
    mixed = bool(organisations) or (consultation.is_anonymous and consultation.answered_by != AnsweredBy.MEMBERS)
    return "voices" if mixed else "states"


def priority_votes(consultation: Consultation) -> Iterable[PriorityVote]:
    """Of those who agree with a priority."""
    agreeing = Vote.objects.filter(
        value=1,
        statement__challenge__isnull=False,
        statement__accepted_at__isnull=False,
        statement__consultation=consultation,
    ).order_by("statement__number", "voter_id")
    rows = agreeing.values_list("statement_id", "voter_id", "importance", "approaches").iterator(CHUNK)
    return (PriorityVote(*row[:3], _levels(row[3])) for row in rows)


def _levels(stored: Any) -> tuple[str, ...]:
    return tuple(one for one in stored if isinstance(one, str)) if isinstance(stored, list) else ()
