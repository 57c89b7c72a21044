"""Draws the members of a network as equal tiles, each near where it lies: no borders, no sizes. No Django.

One SVG of links with classes only, so that a strict policy lets it stand and the tokens give it its colours. A tile
says its code; its name stands beneath where there is room, and always in the label of the link.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, GAP = 100, 88, 6
"""Of a tile, with the gap after it, in the units of the drawing: at its natural size, pixels."""
LINE = 12
"""Letters of a name that fit in one line of a tile."""
MOST_LINES = 3
ROOMY, CROWDED = 7, 12
"""Columns up to which the map fits a phone, and above which there is no room for names."""


@dataclass(frozen=True)
class Tile:
    """`first` fills the tile and cuts its corner: those that launched the network. `corner` colours the corner alone.

    `label` is what a reader who does not see hears.
    """

    code: str
    name: str
    address: str
    column: int
    row: int
    first: bool = False
    label: str = ""
    corner: bool = False


def placed(tiles: Iterable[Tile]) -> list[tuple[int, int, Tile]]:
    """Column and row of each, from zero. Of two at one place the later one goes to the next free place.

    The next place is the one to the right within the width of the map, then the first of the row beneath.
    """
    tiles = list(tiles)
    taken: dict[tuple[int, int], Tile] = {}
    homeless = []
    for tile in tiles:
        if taken.setdefault((tile.row, tile.column), tile) is not tile:
            homeless.append(tile)
    left, right = (f((tile.column for tile in tiles), default=0) for f in (min, max))
    for tile in homeless:
        row, column = tile.row, tile.column
        while (row, column) in taken:
            row, column = (row, column + 1) if column < right else (row + 1, left)
        taken[row, column] = tile
    top = min((row for row, _column in taken), default=0)
    return [(column - left, row - top, tile) for (row, column), tile in sorted(taken.items(), key=lambda one: one[0])]


def in_lines(name: str) -> list[str]:
    """A name broken between words for a tile; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    return [line if len(line) <= LINE + 1 else f"{line[:LINE]}…" for line in lines]


def tile_map(tiles: Sequence[Tile], *, title: str) -> str:
    """The drawing, in the order in which it is read: by row, then by column. Empty without a tile."""
    places = placed(tiles)
    if not places:
        return ""
    columns = 1 + max(column for column, _row, _tile in places)
    rows = 1 + max(row for _column, row, _tile in places)
    kind = " crowded" if columns > CROWDED else " broad" if columns > ROOMY else ""
    width, height = columns * WIDTH - GAP, rows * HEIGHT - GAP
    return (
        f'<svg class="tiles{kind}" role="group" aria-label="{escape(title)}" viewBox="-3 -3 {width + 6} {height + 6}" '
        f'width="{width + 6}" height="{height + 6}">'
        f"{''.join(_tile(column * WIDTH, row * HEIGHT, tile) for column, row, tile in places)}</svg>"
    )


def _tile(x: int, y: int, tile: Tile) -> str:
    width, height = WIDTH - GAP, HEIGHT - GAP
    lines = in_lines(tile.name)
    base = y + height - 12 - 14 * (len(lines) - 1)
    name = "".join(
        f'<tspan x="{x + 8}" y="{base + 14 * number}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    mark = f'<path d="M{x + width - 26} {y}h26v26z"/>' if tile.first or tile.corner else ""
    return (
        f'<a class="tile{" first" if tile.first else ""}" href="{escape(tile.address)}" '
        f'aria-label="{escape(tile.label or f"{tile.code} {tile.name}")}">'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="2"/>'
        f'<rect class="foot" x="{x}" y="{y + height - 4}" width="{width}" height="4"/>{mark}'
        f'<text class="code" x="{x + 8}" y="{y + 28}">{escape(tile.code)}</text>'
        f'<text class="name">{name}</text></a>'
    )
