"""Two texts side by side: lines beside lines and, within a line that differs, the words that do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

CONTEXT = 2
"""So many lines are shown round a difference; more that are alike are counted."""


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """A line of each text, None where one lacks it; `alike` counts lines that are left out."""

    one: tuple[Piece, ...] | None = None
    other: tuple[Piece, ...] | None = None
    differs: bool = False
    alike: int = 0


def compared(one: str, other: str) -> list[Row]:
    first, second = one.split("\n"), other.split("\n")
    rows: list[Row] = []
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            rows += _alike(first[a:b], begins=number == 0, ends=number == len(blocks) - 1)
        else:
            rows += [_differing(left, right) for left, right in zip_longest(first[a:b], second[c:d])]
    return rows


def _alike(lines: list[str], *, begins: bool, ends: bool) -> Iterator[Row]:
    before, after = 0 if begins else CONTEXT, 0 if ends else CONTEXT
    hidden = len(lines) - before - after
    if hidden <= 1:
        yield from map(_same, lines)
        return
    yield from map(_same, lines[:before])
    yield Row(alike=hidden)
    yield from map(_same, lines[len(lines) - after :])


def _same(line: str) -> Row:
    return Row((Piece(line),), (Piece(line),))


def _differing(one: str | None, other: str | None) -> Row:
    if one is None or other is None:
        return Row(_whole(one), _whole(other), differs=True)
    first, second = _words(one), _words(other)
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        left.append(Piece("".join(first[a:b]), kind != "equal"))
        right.append(Piece("".join(second[c:d]), kind != "equal"))
    return Row(_written(left), _written(right), differs=True)


def _words(line: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", line)


def _whole(line: str | None) -> tuple[Piece, ...] | None:
    return None if line is None else (Piece(line, differs=True),)


def _written(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)
