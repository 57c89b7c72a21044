"""Draws cloth from data: warps are states, wefts are years.

One SVG path a thread, and no colour: classes of one letter take it from the tokens (`i` ink, `q` quiet, `w` añil,
`g` grana, `m` maíz, `j` jade, `p` paper). No ids and no inline style, so that a strict policy lets it stand.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

PITCH = 26
WARPS = 18
MOST_ENDS = 24
"""Of more warps the ends could not be read."""
BRIGHT = "gwmj"
QUIET = "q"

GROUNDS = {"": "pg", "anil": "m", "grana": "p", "jade": "m"}
"""The dyes of a cover, each with the bright threads that stand out on it."""


@dataclass(frozen=True)
class Weave:
    """A twill: a warp lies on top where (its place + the row) % period < lift; `point` turns the diagonal back."""

    period: int = 4
    lift: int = 2
    point: int = 0

    def warp_on_top(self, warp: int, row: int) -> bool:
        place = abs(warp - self.point) if self.point else warp
        return (place + row) % self.period < self.lift


WEAVES = (Weave(4, 2), Weave(4, 2, 8), Weave(6, 3, 8), Weave(5, 2), Weave(6, 2, 4))


@dataclass(frozen=True)
class Loom:
    """Measures of the drawing. `loose`: warp left unwoven below; `fringe`: thread that stands out at the sides."""

    pitch: float = 22
    width: float = 13
    gap: float = 2
    loose: float = 0
    fringe: float = 0

    def middle(self, thread: int) -> float:
        return thread * self.pitch + self.pitch / 2


def stretches(start: float, end: float, crossings: Iterable[float], cut: float) -> list[tuple[float, float]]:
    """What is seen of a thread from `start` to `end` that dives under at each of `crossings`, `cut` to either side."""
    seen, at = [], start
    for crossing in crossings:
        if crossing - cut > at:
            seen.append((at, crossing - cut))
        at = crossing + cut
    return [*seen, (at, end)] if at < end else seen


def cloth(
    warps: str,
    wefts: str,
    *,
    weave: Weave = Weave(),
    loom: Loom = Loom(),
    ends: Sequence[str] = (),
    title: str = "",
    css_class: str = "cloth",
) -> str:
    """The drawing, with a colour class for each warp and weft. `ends` are written under the warps."""
    width, woven = len(warps) * loom.pitch, len(wefts) * loom.pitch
    height = woven + loom.loose + (22 if ends else 0)
    box = [-loom.fringe, -loom.fringe, width + 2 * loom.fringe, height + loom.fringe]
    labels = "".join(
        f'<text x="{loom.middle(i):g}" y="{height - 5:g}">{escape(end)}</text>' for i, end in enumerate(ends)
    )
    role = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    return (
        f'<svg class="{escape(css_class)}" viewBox="{" ".join(f"{number:g}" for number in box)}" '
        f'preserveAspectRatio="xMidYMid slice" {role}><g fill="none" stroke-width="{loom.width:g}">'
        f"{_warp_paths(warps, wefts, weave, loom)}{_weft_paths(warps, wefts, weave, loom)}</g>{labels}</svg>"
    )


def _warp_paths(warps: str, wefts: str, weave: Weave, loom: Loom) -> str:
    end, cut = len(wefts) * loom.pitch + loom.loose, loom.width / 2 + loom.gap
    paths = []
    for warp, colour in enumerate(warps):
        under = [loom.middle(row) for row in range(len(wefts)) if not weave.warp_on_top(warp, row)]
        seen = stretches(-loom.fringe, end, under, cut)
        line = "".join(f"M{loom.middle(warp):g} {a:g}V{b:g}" for a, b in seen)
        paths.append(f'<path class="{colour}" d="{line}"/>')
    return "".join(paths)


def _weft_paths(warps: str, wefts: str, weave: Weave, loom: Loom) -> str:
    end, cut = len(warps) * loom.pitch + loom.fringe, loom.width / 2 + loom.gap
    paths = []
    for row, colour in enumerate(wefts):
        under = [loom.middle(warp) for warp in range(len(warps)) if weave.warp_on_top(warp, row)]
        seen = stretches(-loom.fringe, end, under, cut)
        line = "".join(f"M{a:g} {loom.middle(row):g}H{b:g}" for a, b in seen)
        paths.append(f'<path class="{colour}" d="{line}"/>')
    return "".join(paths)


def cover(seed: str, *, strip: bool = False) -> str:
    """The cover of a record without a picture: always the same for one `seed`, e.g. its slug.

    The bright threads lie in the middle third, where the narrow crop of a phone keeps them.
    """
    dye, pattern, place, *_ = sha256(seed.encode()).digest()
    ground = list(GROUNDS)[dye % len(GROUNDS)]
    warps, rows = (49, 6) if strip else (17, 11)
    wefts = [QUIET] * rows
    first = rows // 3 + (0 if strip else place % 2)
    for number, colour in enumerate(GROUNDS[ground]):
        wefts[first + 2 * number] = colour
    return cloth(
        "i" * warps,
        "".join(wefts),
        weave=WEAVES[pattern % len(WEAVES)],
        loom=Loom(pitch=PITCH, width=17, gap=1.5),
        css_class=" ".join(filter(None, ["cloth cover", ground, "strip" if strip else ""])),
    )


def year_cloth(years: Collection[int], until: int, *, ends: Sequence[str] = (), title: str = "") -> str:
    """A weft for each year from the first of `years` to `until`, coloured where a year is one of them.

    A warp for each of `ends`, written beneath where there is room; 18 without any.
    """
    span = range(min(years), until + 1)
    marked = [year for year in span if year in years]
    wefts = "".join(BRIGHT[marked.index(year) % len(BRIGHT)] if year in years else QUIET for year in span)
    loom = Loom(pitch=24, width=12, gap=2, loose=24, fringe=14)
    written = ends if len(ends) <= MOST_ENDS else ()
    return cloth("i" * (len(ends) or WARPS), wefts, weave=Weave(4, 2), loom=loom, ends=written, title=title)
