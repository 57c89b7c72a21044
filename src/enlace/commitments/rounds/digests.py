"""One quiet mail a person: all that their bodies still have to report in a round, and what waits for them to clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enlace.commitments.models import Body, ReviewRound
from enlace.commitments.rounds.asked import Asked, asked_in, by_body
from enlace.commitments.rounds.days import first_day
from enlace.commitments.rounds.people import Reached, people_reached
from enlace.commitments.rounds.steps import step_due
from enlace.commitments.rounds.told import Told, opening_key, reminder_key, told_by_person
from enlace.network.models import Person


@dataclass(frozen=True)
class Digest:
    """`left` and `waiting`: by body, the ids of commitments to report on and of those whose report is to be cleared."""

    person: Person
    key: str
    left: Mapping[Body, Sequence[int]]
    waiting: Mapping[Body, Sequence[int]]

    @property
    def count_left(self) -> int:
        return sum(map(len, self.left.values()))

    @property
    def count_waiting(self) -> int:
        return sum(map(len, self.waiting.values()))


def digests_due(review_round: ReviewRound, day: date) -> list[Digest]:
    """What is to be said on a day and was not yet. A number of queries that does not grow with the people.

    The first mail goes to who has something to report, whenever that is; then the steps before and after the last day.
    """
    told, nothing = told_by_person(review_round), Told()
    reached = [(one, told.get(one.person.pk, nothing)) for one in people_reached(day)]
    asking = [(one, said) for one, said in reached if _keys(review_round, one, said, day)]
    bodies = frozenset(body for one, _said in asking for body in one.speaks | one.clears)
    asked = by_body(asked_in(review_round, bodies))
    found = (_digest(review_round, one, said, day, asked) for one, said in asking)
    return [one for one in found if one]


def people_with_something_to_report(review_round: ReviewRound, day: date) -> int:
    """How many are told when it opens."""
    left = {one.body for one in asked_in(review_round) if one.is_left}
    return sum(bool(one.speaks & left) for one in people_reached(day))


def _keys(review_round: ReviewRound, one: Reached, said: Told, day: date) -> list[str]:
    """What could be said to somebody: that it is open, which is for who reports alone, and a reminder."""
    person = one.person.pk
    opening, step = opening_key(review_round, person), step_due(review_round.closes_on, day, _since(review_round, said))
    keys = [opening] if one.speaks and opening not in said.keys else []
    return keys if step is None else [*keys, reminder_key(review_round, person, step)]


def _since(review_round: ReviewRound, said: Told) -> date:
    return max(first_day(review_round), said.last) if said.last else first_day(review_round)


def _digest(
    review_round: ReviewRound, one: Reached, said: Told, day: date, asked: Mapping[Body, Sequence[Asked]]
) -> Digest | None:
    left = {
        body: some
        for body in sorted(one.speaks)
        if (some := [a.commitment_id for a in asked.get(body, ()) if a.is_left])
    }
    waiting = {
        body: some for body in sorted(one.clears) if (some := [a.commitment_id for a in asked.get(body, ()) if a.waits])
    }
    keys = _keys(review_round, one, said, day)
    if not left:
        keys = [key for key in keys if key != opening_key(review_round, one.person.pk)]
    return Digest(one.person, keys[0], left, waiting) if keys and (left or waiting) else None
