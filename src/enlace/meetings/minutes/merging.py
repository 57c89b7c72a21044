"""Joining two texts that were written from the same one, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

type Lines = list[str]
type Spans = tuple[slice, slice, slice]


@dataclass(frozen=True)
class Merge:
    """`conflicts` counts the places where both wrote otherwise; there the text holds both, `one` first."""

    text: str
    conflicts: int


def merged_lines(base: str, one: str, other: str) -> Merge:
    """What both changed of `base`. Nothing that either wrote is missing from the text."""
    origin, first, second = base.split("\n"), one.split("\n"), other.split("\n")
    joined: Lines = []
    conflicts = 0
    for in_origin, in_first, in_second in _parts(origin, first, second):
        was, left, right = origin[in_origin], first[in_first], second[in_second]
        if left in (was, right):
            joined += right
        elif right == was:
            joined += left
        else:
            joined += left + right
            conflicts += 1
    return Merge("\n".join(joined), conflicts)


def _parts(origin: Lines, first: Lines, second: Lines) -> Iterator[Spans]:
    """The three texts cut at the same places: what all have in common alternates with what lies between."""
    a = b = c = 0
    for in_origin, in_first, in_second in _in_common(origin, first, second):
        yield slice(a, in_origin.start), slice(b, in_first.start), slice(c, in_second.start)
        yield in_origin, in_first, in_second
        a, b, c = in_origin.stop, in_first.stop, in_second.stop
    yield slice(a, len(origin)), slice(b, len(first)), slice(c, len(second))


def _in_common(origin: Lines, first: Lines, second: Lines) -> Iterator[Spans]:
    """The runs of lines of `origin` that stand in both others."""
    lefts = SequenceMatcher(None, origin, first, autojunk=False).get_matching_blocks()
    rights = SequenceMatcher(None, origin, second, autojunk=False).get_matching_blocks()
    left = right = 0
    while left < len(lefts) and right < len(rights):
        one, other = lefts[left], rights[right]
        begins, ends = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if begins < ends:
            size, at_one, at_other = ends - begins, one.b + begins - one.a, other.b + begins - other.a
            yield slice(begins, ends), slice(at_one, at_one + size), slice(at_other, at_other + size)
        if one.a + one.size < other.a + other.size:
            left += 1
        else:
            right += 1
