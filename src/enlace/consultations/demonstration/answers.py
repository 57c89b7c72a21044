"""What the demonstration's voices answered: a row of letters for each, a letter for each statement."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from enlace.accounts.models import User
from enlace.consultations.answering.voices import Voice
from enlace.consultations.answering.voters import voter_for
from enlace.consultations.models import Approach, Consultation, Statement, Vote, Voter
from enlace.core.clock import now
from enlace.meetings.demonstration.cast import Cast
from enlace.network.demonstration.accounts import ACCOUNTS
from enlace.network.models import Role

VALUES = {"+": 1, "0": 0, "-": -1}
"""A full stop is no answer."""

type Entries = Sequence[Mapping[str, Any]]


def add_answers_of_states(
    consultation: Consultation, plan: Mapping[str, Any], statements: Sequence[Statement], cast: Cast
) -> dict[str, Voter]:
    """By the code of the state. They answered one after the other while it was open."""
    emails = {one.of: one.email for one in ACCOUNTS if one.role == Role.FOCAL_POINT}
    users = {user.email: user for user in User.objects.filter(email__in=emails.values())}
    moments = _moments(consultation, len(plan["answers"]))
    voters, votes = {}, []
    for (code, row), at in zip(plan["answers"].items(), moments, strict=True):
        voters[code] = voter_for(consultation, Voice("state", cast.states[code].pk))
        by = users.get(emails.get(code, ""))
        for statement, entry, value in _said(statements, plan["statements"], row):
            vote = Vote(statement=statement, voter=voters[code], value=value, cast_at=at, cast_by=by)
            if value == 1 and statement.is_priority:
                vote.importance = _importance(entry["importance"], code)
                vote.approaches = _approaches(entry["levels"], code)
            votes.append(vote)
    Vote.objects.bulk_create(votes)
    return voters


def add_anonymous_answers(consultation: Consultation, plan: Mapping[str, Any], statements: Sequence[Statement]) -> None:
    """Nobody is behind their keys."""
    voters = Voter.objects.bulk_create([Voter(consultation=consultation, key=token_hex(32)) for _row in plan["votes"]])
    Vote.objects.bulk_create(
        Vote(statement=statement, voter=voter, value=value)
        for voter, row in zip(voters, plan["votes"], strict=True)
        for statement, _entry, value in _said(statements, plan["statements"], row)
    )


def _said(
    statements: Sequence[Statement], entries: Entries, row: str
) -> Iterator[tuple[Statement, Mapping[str, Any], int]]:
    for statement, entry, letter in zip(statements, entries, row, strict=True):
        if letter in VALUES:
            yield statement, entry, VALUES[letter]


def _moments(consultation: Consultation, count: int) -> list[datetime]:
    opened_at = consultation.opened_at
    assert opened_at
    last = min(now(), consultation.closed_at or now())
    return [opened_at + (last - opened_at) * number / (count + 1) for number in range(1, count + 1)]


def _importance(degrees: Mapping[str, str], code: str) -> int:
    return next(int(degree) for degree, codes in degrees.items() if codes == "*" or code in codes.split())


def _approaches(levels: Mapping[str, str], code: str) -> list[str]:
    named = {level for level, codes in levels.items() if codes == "*" or code in codes.split()}
    return [level for level in Approach.values if level in named]
