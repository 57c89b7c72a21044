"""What the page of the dashboard shows: figures with their bars, the quarters drawn, sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enlace.commitments.dashboard.charts import Plot, Segment, plot, segments
from enlace.commitments.dashboard.figures import Cell, Figures, Row
from enlace.commitments.dashboard.over_time import Quarter, over_all_time
from enlace.commitments.dashboard.quarters import in_words, key_of
from enlace.commitments.dashboard.selection import Selection
from enlace.commitments.dashboard.standings import Counts, Shown
from enlace.network.drawn_map import drawn_map
from enlace.network.tile_map import Tile

KINDS = {
    Shown.ACHIEVED: "a",
    Shown.REPORTED: "half",
    Shown.NOT_REPORTED: "b",
    Shown.SUPERSEDED: "pass",
    Shown.WITHDRAWN: "pass",
}
"""The class of each part of a bar. Together they are all commitments: what was closed, and what stands."""
HEADS: dict[Shown, Promise] = {
    Shown.STANDS: gettext_lazy("Stand today"),
    Shown.REPORTED: gettext_lazy("With progress reported"),
    Shown.NOT_REPORTED: gettext_lazy("Nothing reported"),
    Shown.LATE: gettext_lazy("Late"),
    Shown.ACHIEVED: gettext_lazy("Already achieved"),
}


def grouped(value: int) -> str:
    """A number as the reader's language writes it."""
    return str(number_format(value, use_l10n=True, force_grouping=True))


@dataclass(frozen=True)
class Bar:
    """One standing of a row, as part of a scale that several rows share."""

    label: str
    cell: Cell
    segments: list[Segment]

    @property
    def in_words(self) -> str:
        return f"{self.label}: {grouped(self.cell.count)}"


@dataclass(frozen=True)
class ShownRow:
    row: Row
    most: int

    @property
    def segments(self) -> list[Segment]:
        return segments([(kind, self.row.counts.of(one)) for one, kind in KINDS.items()], self.most)

    @property
    def in_words(self) -> str:
        return ", ".join(f"{one.label}: {grouped(self.row.counts.of(one))}" for one in KINDS)

    @property
    def bars(self) -> list[Bar]:
        cells = self.row.cells
        return [
            Bar(str(one.label), cells[one], segments([(kind, cells[one].count)], self.most))
            for one, kind in KINDS.items()
        ]


@dataclass(frozen=True)
class Head:
    label: str
    cell: Cell
    current: bool = False


@dataclass(frozen=True)
class ShownFigures:
    figures: Figures

    @property
    def heads(self) -> list[Head]:
        """What a minister asks first."""
        row = self.figures.everything
        chosen = row.selection.asked.get("standing", "")
        return [Head(str(label), row.cell(one), chosen == one) for one, label in HEADS.items()]

    @cached_property
    def states(self) -> list[ShownRow]:
        return on_one_scale(self.figures.states)

    @cached_property
    def observers(self) -> list[ShownRow]:
        return on_one_scale(self.figures.observers)

    @cached_property
    def meetings(self) -> list[ShownRow]:
        return on_one_scale(self.figures.meetings)

    @cached_property
    def themes(self) -> list[ShownRow]:
        """The broadest; once one is chosen, those within it too."""
        choices = self.figures.everything.selection.choices
        chosen = choices.themes.get(self.figures.everything.selection.asked.get("theme", ""))
        own = choices.within[chosen.pk] if chosen else set()
        rows = [row for row in self.figures.themes if row.depth == 0 or row.record.pk in own]
        return on_one_scale(rows)

    @cached_property
    def levels(self) -> list[ShownRow]:
        """On one scale for every bar of each, so that they can be compared."""
        most = max((row.counts.of(one) for row in self.figures.levels for one in KINDS), default=0)
        return [ShownRow(row, most) for row in self.figures.levels]

    @property
    def map(self) -> SafeString:
        tiles = [_tile(row) for row in self.figures.states]
        return drawn_map(tiles, title=_("Commitments by state"))

    @property
    def sentences(self) -> list[str]:
        return in_sentences(self.figures.everything.counts)


def on_one_scale(rows: Sequence[Row]) -> list[ShownRow]:
    most = max((row.counts.total for row in rows), default=0)
    return [ShownRow(row, most) for row in rows]


def _tile(row: Row) -> Tile:
    state, total = row.record, row.counts.total
    words = ngettext("%(number)s commitment", "%(number)s commitments", total) % {"number": grouped(total)}
    missing = _("nothing reported: %(number)s") % {"number": grouped(row.counts.not_reported)}
    label = f"{state.name}: {words}, {missing}"
    return Tile(state.code, grouped(total), row.all.address, state.column, state.row, row.current, label)


def in_sentences(counts: Counts) -> list[str]:
    found = [
        ngettext(
            "%(number)s commitment of states and observers stands today.",
            "%(number)s commitments of states and observers stand today.",
            counts.stands,
        ),
        ngettext("Progress is reported on %(number)s.", "Progress is reported on %(number)s of them.", counts.reported),
        ngettext(
            "On %(number)s nothing is reported.", "On %(number)s of them nothing is reported.", counts.not_reported
        ),
        ngettext("%(number)s more was achieved.", "%(number)s more were achieved.", counts.achieved),
    ]
    numbers = (counts.stands, counts.reported, counts.not_reported, counts.achieved)
    said = [sentence % {"number": grouped(number)} for sentence, number in zip(found, numbers, strict=True)]
    told = said[:3] if counts.stands else said[:1]
    return [*told, said[3]] if counts.achieved else told


@dataclass(frozen=True)
class ShownQuarter:
    quarter: Quarter
    label: str
    stood: Cell
    reported: Cell

    @property
    def percent_in_words(self) -> str:
        percent = self.quarter.percent
        return "" if percent is None else f"{number_format(percent, 1, use_l10n=True)} %"


@dataclass(frozen=True)
class ShownTime:
    quarters: list[ShownQuarter]

    @property
    def numbers(self) -> Plot:
        stacks = [[("half", one.quarter.reported), ("b", one.quarter.not_reported)] for one in self.quarters]
        return plot(stacks, self.years)

    @property
    def percents(self) -> Plot:
        return plot([[("a", one.quarter.percent or 0)] for one in self.quarters], self.years, most=100)

    @property
    def years(self) -> list[str]:
        """Beneath the first quarter of each year."""
        return [str(one.quarter.year) if one.quarter.number == 1 else "" for one in self.quarters]

    @property
    def last(self) -> ShownQuarter:
        return self.quarters[-1]

    @property
    def has_percents(self) -> bool:
        return any(one.quarter.percent is not None for one in self.quarters)


def shown_time(selection: Selection, quarters: Sequence[Quarter]) -> ShownTime:
    found = []
    for one in quarters:
        key = key_of(one.last)
        cells = [
            Cell(number, over_all_time(selection).changed(**{name: key}).address)
            for name, number in (("stood", one.stood), ("reported", one.reported))
        ]
        found.append(ShownQuarter(one, in_words(one.last), *cells))
    return ShownTime(found)
