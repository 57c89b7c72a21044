"""The vocabulary as a tree: what stands under what, each level by the letters of the reader's language. No database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from enlace.core.languages import language_codes
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.themes.models import Theme


@dataclass(frozen=True)
class Branch:
    """A theme and what is narrower; `depth` is 0 for an area, `broader` the theme above among those given."""

    theme: Theme
    depth: int
    broader: Theme | None = None
    narrower: list["Branch"] = field(default_factory=list)

    @property
    def families(self) -> list["Branch"]:
        """Of the narrower ones, those with narrower ones of their own."""
        return [one for one in self.narrower if one.narrower]

    @property
    def leaves(self) -> list["Branch"]:
        return [one for one in self.narrower if not one.narrower]

    @property
    def labels(self) -> list[Text]:
        """The label in each language of the network; empty where there is none."""
        return [Text(self.theme.label.get(code, ""), code, False) for code in language_codes()]

    def walk(self) -> Iterator["Branch"]:
        """Itself and all beneath it, each before what is narrower."""
        yield self
        for one in self.narrower:
            yield from one.walk()


def areas_of(themes: Iterable[Theme]) -> list[Branch]:
    """The top of the tree. A theme whose broader one is not among those given stands at the top.

    No theme is lost: of themes that stand under one another in a circle, the first by letters counts as an area.
    """
    ordered = sorted(themes, key=lambda one: (plain(str(one.label)), one.slug))
    known = {one.pk for one in ordered}
    beneath: dict[int | None, list[Theme]] = defaultdict(list)
    for one in ordered:
        beneath[one.broader_id if one.broader_id in known else None].append(one)
    placed: set[int] = set()

    def branch(theme: Theme, depth: int, broader: Theme | None) -> Branch:
        placed.add(theme.pk)
        found = Branch(theme, depth, broader)
        found.narrower.extend(branch(one, depth + 1, theme) for one in beneath[theme.pk] if one.pk not in placed)
        return found

    areas = [branch(one, 0, None) for one in beneath[None]]
    return [*areas, *(branch(one, 0, None) for one in ordered if one.pk not in placed)]


def line_above(theme: Theme, by_id: dict[int, Theme]) -> list[Theme]:
    """What is broader, from the area down; ends where it comes upon itself."""
    line: list[Theme] = []
    one = by_id.get(theme.broader_id or 0)
    while one is not None and one not in line and one.pk != theme.pk:
        line.insert(0, one)
        one = by_id.get(one.broader_id or 0)
    return line
