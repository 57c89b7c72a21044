"""Votes as they are read, one row after the other, and what becomes of them: the latest of each counts."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import ngettext

from enlace.consultations.common_ground.votes import Ints, Votes

from .export import InTime, shown

NAMED = 5


class Read(dict[str, int]):
    """From what stands in a cell to what it means, each cell read once."""

    def __init__(self, meaning: Callable[[str], int]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, cell: str) -> int:
        self[cell] = self.meaning(cell)
        return self[cell]


class Places[Id](Read):
    """From what stands in a cell to the place of what it means."""

    def __init__(self, meaning: Callable[[str], Id]) -> None:
        self.place_of: dict[Id, int] = {}
        super().__init__(lambda cell: self.place_of.setdefault(meaning(cell), len(self.place_of)))


@dataclass
class CastVotes:
    """Parallel arrays in the order of the file: places of voter and statement, value, milliseconds since 1970.

    In compact arrays, since a file may have a million rows.
    """

    voters: dict[str, int] = field(default_factory=dict)
    statements: dict[int, int] = field(default_factory=dict)
    voter: array[int] = field(default_factory=lambda: array("q"))
    statement: array[int] = field(default_factory=lambda: array("q"))
    value: array[int] = field(default_factory=lambda: array("b"))
    at: array[float] = field(default_factory=lambda: array("d"))

    @property
    def appends(
        self,
    ) -> tuple[Callable[[int], None], Callable[[int], None], Callable[[int], None], Callable[[float], None]]:
        """What adds to each of the four arrays: for loops over a million rows."""
        return self.voter.append, self.statement.append, self.value.append, self.at.append


def latest_votes(cast: CastVotes, known: Collection[int]) -> tuple[Votes, InTime]:
    """The latest vote by time, of two at one time the one further down, on each of the `known` statements; and all.

    Voters and statements are in the order of their numbers (names after numbers, by the alphabet), so that the order of
    the rows means nothing.
    """
    voters = sorted(cast.voters, key=_by_number)
    statements = sorted(known)
    order = np.argsort(np.frombuffer(cast.at), kind="stable")
    row = _new_places(cast.voters, voters)[np.frombuffer(cast.voter, dtype=np.int64)[order]]
    column = _new_places(cast.statements, statements)[np.frombuffer(cast.statement, dtype=np.int64)[order]]
    value = np.frombuffer(cast.value, dtype=np.int8)[order].astype(np.int64)
    kept = column >= 0
    row, column = row[kept], column[kept]
    return Votes.of_arrays(voters, statements, row, column, value[kept]), InTime(row, column)


def _by_number(voter: str) -> tuple[bool, int, str]:
    is_number = voter.isascii() and voter.isdigit() and len(voter) < 20
    return not is_number, int(voter) if is_number else 0, voter


def _new_places[Id](places: dict[Id, int], wanted: list[Id]) -> Ints:
    """From the place of each as it was read to its place in `wanted`, or -1."""
    new = {one: place for place, one in enumerate(wanted)}
    return np.array([new.get(one, -1) for one in places], dtype=np.int64)


def of_unknown_statements(cast: CastVotes, known: Collection[int], file: str) -> list[str]:
    """Sentences on the votes about statements that are not `known`."""
    count = np.bincount(np.frombuffer(cast.statement, dtype=np.int64), minlength=len(cast.statements))
    gone = set(cast.statements) - set(known)
    counts = Counter({one: int(count[place]) for one, place in cast.statements.items() if one in gone and count[place]})
    unknown = sorted(counts)
    sentences = [_about_one(counts[one], one, file) for one in unknown[:NAMED]]
    if more := sum(counts[one] for one in unknown[NAMED:]):
        sentence = ngettext(
            "%(count)d more vote is about another statement that %(file)s does not have; it was left out.",
            "%(count)d more votes are about other statements that %(file)s does not have; they were left out.",
            more,
        )
        sentences.append(sentence % {"count": more, "file": shown(file)})
    return sentences


def _about_one(count: int, statement: int, file: str) -> str:
    sentence = ngettext(
        "%(count)d vote is about statement %(statement)d, which %(file)s does not have; it was left out.",
        "%(count)d votes are about statement %(statement)d, which %(file)s does not have; they were left out.",
        count,
    )
    return sentence % {"count": count, "statement": statement, "file": shown(file)}
