"""The geometry of the charts of a result: bars in percent, the map of opinion in units of its drawing. No Django.

Numbers come out as text, with a point, whatever the reader's language.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from enlace.consultations.common_ground.tallies import Tally

WIDTH, HEIGHT, MARGIN = 640, 400, 48
MARK = 9
"""Half the width of a mark of the map."""
AROUND = 20
"""How far the outline of a group stays away from its marks."""
LARGEST = 70
GOLDEN_ANGLE = pi * (3 - sqrt(5))
CLASSES = "abcde"

type XY = tuple[float, float]


@dataclass(frozen=True)
class Segment:
    kind: str
    start: str
    width: str


@dataclass(frozen=True)
class Mark:
    """`kind` is the class that gives its colour; its shape tells the group as well. `text` is written at its middle."""

    kind: str
    path: str
    x: str
    y: str
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """`own`: the middle of the reader's own mark."""

    marks: tuple[Mark, ...]
    outlines: tuple[Mark, ...]
    own: tuple[str, str] | None = None


def segments(tally: Tally) -> list[Segment]:
    """Agree, disagree, pass: what there is of each, one after the other, together 100 %."""
    found, start = [], 0.0
    for kind, count in (("agree", tally.agree), ("disagree", tally.disagree), ("pass", tally.passed)):
        width = 100 * count / tally.seen if tally.seen else 0.0
        if width:
            found.append(Segment(kind, f"{_number(start)}%", f"{_number(width)}%"))
        start += width
    return found


def class_of(group: int) -> str:
    return CLASSES[group % len(CLASSES)]


def shape(group: int, x: float, y: float, size: float = MARK) -> str:
    """The outline of the mark of a group: circle, square, triangle, diamond, cross."""
    half, third = size * 0.9, size * 0.4
    corners: Sequence[XY] = (
        (),
        ((-half, -half), (half, -half), (half, half), (-half, half)),
        ((0, -size * 1.1), (size * 1.1, size * 0.9), (-size * 1.1, size * 0.9)),
        ((0, -size * 1.2), (size * 1.2, 0), (0, size * 1.2), (-size * 1.2, 0)),
        (
            *((-third, -size), (third, -size), (third, -third), (size, -third), (size, third), (third, third)),
            *((third, size), (-third, size), (-third, third), (-size, third), (-size, -third), (-third, -third)),
        ),
    )[group % len(CLASSES)]
    if corners:
        return _closed([(x + dx, y + dy) for dx, dy in corners])
    arc = f"a{_number(size)} {_number(size)} 0 1 0"
    return f"M{_number(x - size)} {_number(y)}{arc} {_number(2 * size)} 0{arc} {_number(-2 * size)} 0Z"


def points_drawn(points: Sequence[tuple[float, float, int]], own: int | None = None) -> Drawing:
    """A mark for each `(x, y, group)` and an outline around each group of three or more."""
    placed = apart(fitted([(x, y) for x, y, _group in points]))
    marks = [
        Mark(class_of(group), shape(group, x, y), _number(x), _number(y))
        for (x, y), (*_place, group) in zip(placed, points, strict=True)
    ]
    groups = sorted({group for *_place, group in points})
    outlines = [
        Mark(class_of(group), path, "", "")
        for group in groups
        if len(groups) > 1
        if (path := outline([at for at, (*_place, one) in zip(placed, points, strict=True) if one == group]))
    ]
    middle = (_number(placed[own][0]), _number(placed[own][1])) if own is not None and own < len(placed) else None
    return Drawing(tuple(marks), tuple(outlines), middle)


def centres_drawn(centres: Sequence[tuple[float, float, int]], sizes: Sequence[int], names: Sequence[str]) -> Drawing:
    """A circle for each group, its area as its size; where they would hide each other they stand in a row."""
    largest = max(sizes, default=0) or 1
    radii = {group: LARGEST * sqrt(sizes[group] / largest) for *_place, group in centres}
    placed = fitted([(x, y) for x, y, _group in centres], margin=MARGIN + LARGEST)
    reach = [radii[group] for *_place, group in centres]
    if _overlap(placed, reach):
        step = WIDTH / (len(centres) + 1)
        placed = [(step * (place + 1), HEIGHT / 2) for place in range(len(centres))]
    marks = [
        Mark(class_of(group), shape(0, x, y, radii[group]), _number(x), _number(y), names[group])
        for (x, y), (*_place, group) in zip(placed, centres, strict=True)
    ]
    return Drawing(tuple(marks), ())


def fitted(points: Sequence[XY], *, margin: float = MARGIN) -> list[XY]:
    """In the drawing, at one scale for both directions and upwards as in mathematics; the origin in the middle."""
    reach_x = max((abs(x) for x, _y in points), default=0)
    reach_y = max((abs(y) for _x, y in points), default=0)
    scale = min((WIDTH / 2 - margin) / reach_x if reach_x else 1e9, (HEIGHT / 2 - margin) / reach_y if reach_y else 1e9)
    return [(WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale) for x, y in points]


def apart(points: Sequence[XY]) -> list[XY]:
    """What lies in one place lies around it, so that each mark is seen."""
    met: Counter[tuple[int, int]] = Counter()
    moved = []
    for x, y in points:
        place = round(x), round(y)
        turn = met[place]
        met[place] += 1
        distance = 2 * MARK * sqrt(turn)
        moved.append((x + distance * cos(GOLDEN_ANGLE * turn), y + distance * sin(GOLDEN_ANGLE * turn)))
    return moved


def outline(points: Sequence[XY]) -> str:
    """The convex hull of three points or more, widened; empty for fewer, or where all lie on a line."""
    hull = convex_hull(points)
    if len(hull) < 3:
        return ""
    middle_x, middle_y = (sum(axis) / len(hull) for axis in zip(*hull, strict=True))
    widened = []
    for x, y in hull:
        away = sqrt((x - middle_x) ** 2 + (y - middle_y) ** 2) or 1
        widened.append((x + AROUND * (x - middle_x) / away, y + AROUND * (y - middle_y) / away))
    return _closed(widened)


def convex_hull(points: Sequence[XY]) -> list[XY]:
    """Its corners in order (Andrew 1979)."""
    ordered = sorted(set(points))
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1] if len(ordered) > 2 else ordered


def _half(points: Sequence[XY]) -> list[XY]:
    found: list[XY] = []
    for point in points:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found


def _turn(one: XY, two: XY, three: XY) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _overlap(placed: Sequence[XY], radii: Sequence[float]) -> bool:
    return any(
        sqrt((x - u) ** 2 + (y - v) ** 2) < r + s
        for place, ((x, y), r) in enumerate(zip(placed, radii, strict=True))
        for (u, v), s in list(zip(placed, radii, strict=True))[:place]
    )


def _closed(points: Sequence[XY]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "Z"


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
