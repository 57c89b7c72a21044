"""The geometry of the charts of the dashboard. No Django.

Numbers come out as text, with a point, whatever the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 400, 210, 46, 24, 12
"""Of a chart over time, with what its numbers need."""
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Segment:
    kind: str
    start: str
    width: str


@dataclass(frozen=True)
class Column:
    """One quarter: its pieces from the bottom up as `(class, y, height)`, and a label beneath, if it has one."""

    x: str
    width: str
    middle: str
    pieces: tuple[tuple[str, str, str], ...]
    label: str = ""


@dataclass(frozen=True)
class Line:
    y: str
    text_y: str
    value: int


@dataclass(frozen=True)
class Plot:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def segments(parts: Sequence[tuple[str, int]], most: int) -> list[Segment]:
    """What there is of each, one after the other, of a bar that is full at `most`."""
    found, start = [], 0.0
    for kind, count in parts:
        width = 100 * count / most if most else 0.0
        if width:
            found.append(Segment(kind, f"{number(start)}%", f"{number(width)}%"))
        start += width
    return found


def round_above(value: float) -> int:
    """The first of 1, 2, 5, 10, 20, 50, … that is not below it."""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= value:
                return step * power
        power *= 10


def plot(stacks: Sequence[Sequence[tuple[str, float]]], labels: Sequence[str], most: float = 0) -> Plot:
    """Columns side by side, each a stack of `(class, value)` on one scale, which ends at `most` or a round number."""
    top = most or round_above(max((sum(value for _kind, value in stack) for stack in stacks), default=1) or 1)
    room, wide = HEIGHT - TOP - BOTTOM, WIDTH - LEFT
    step = wide / max(len(stacks), 1)
    columns = []
    for place, (stack, label) in enumerate(zip(stacks, labels, strict=True)):
        pieces, base = [], float(HEIGHT - BOTTOM)
        for kind, value in stack:
            high = room * value / top
            base -= high
            if high:
                pieces.append((kind, number(base), number(high)))
        x = LEFT + place * step
        columns.append(Column(number(x + step * 0.1), number(step * 0.8), number(x + step / 2), tuple(pieces), label))
    marks = sorted({0, round(top / 2) if top > 1 else 0, round(top)})
    lines = [HEIGHT - BOTTOM - room * value / top for value in marks]
    return Plot(
        tuple(columns),
        tuple(Line(number(y), number(y + 4), value) for y, value in zip(lines, marks, strict=True)),
    )


def number(value: float) -> str:
    return f"{round(value, 2):.10g}"
