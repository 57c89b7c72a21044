"""The figures of the dashboard, counted by the database in one query, however many commitments there are.

Each figure stands for exactly the records of its address: the selection with the figure's own filter in place of the
one that was chosen there, and with its own standing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection
from django.utils.text import capfirst

from enlace.commitments.dashboard.selection import FACETS, Selection, label_of
from enlace.commitments.dashboard.standings import COUNTS, Counts, Shown, with_facts
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty
from enlace.consultations.models import Approach
from enlace.core.texts import Text

ROWS = ("id", "approach", "last_kind", "last_outcome", "reported", "late", "illustrative")


@dataclass(frozen=True)
class Cell:
    """How many, and where exactly those are listed."""

    count: int
    address: str


@dataclass(frozen=True)
class Row:
    """The commitments of one state, observer, theme, level or meeting; of all of them for the facet `all`.

    `record` is the record that the row is of; `depth` that of a theme; `current` tells whether it is chosen.
    """

    facet: str
    key: str
    label: Text
    counts: Counts
    selection: Selection
    record: Any = None
    depth: int = 0

    @property
    def current(self) -> bool:
        return bool(self.key) and self.selection.asked.get(self.facet) == self.key

    def cell(self, standing: str = "") -> Cell:
        own = {self.facet: self.key} if self.key else {}
        return Cell(self.counts.of(standing), self.selection.changed(**own, standing=standing).address)

    @property
    def all(self) -> Cell:
        return self.cell()

    @property
    def cells(self) -> dict[str, Cell]:
        return {one.value: self.cell(one) for one in Shown}


@dataclass(frozen=True)
class Figures:
    everything: Row
    states: list[Row]
    observers: list[Row]
    levels: list[Row]
    themes: list[Row]
    meetings: list[Row]

    def rows(self) -> Iterator[Row]:
        yield self.everything
        for group in (self.states, self.observers, self.levels, self.themes, self.meetings):
            yield from group


def figures_of(selection: Selection) -> Figures:
    """Member states and levels stand there with nothing too; observers, themes and meetings where they have some."""
    counts, choices = counted(selection), selection.choices

    def rows(facet: str, records: dict[str, Any], depths: dict[str, int] | None = None) -> list[Row]:
        found = []
        for key, record in records.items():
            own = counts.get((facet, key if facet == "level" else str(record.pk)), Counts())
            if own.total or selection.asked.get(facet) == key or getattr(record, "is_member", facet == "level"):
                label = label_of(record) if facet != "level" else Text(record, "", False)
                depth = (depths or {}).get(key, 0)
                found.append(Row(facet, key, label, own, selection, record if facet != "level" else None, depth))
        return found

    levels = {one.value: capfirst(str(one.label)) for one in Approach}
    everything = counts.get(("all", ""), Counts())
    return Figures(
        Row("all", "", Text("", "", False), everything, selection),
        rows("state", choices.states),
        rows("observer", choices.observers),
        rows("level", levels),
        rows("theme", choices.themes, {theme.slug: depth for theme, depth in choices.theme_tree}),
        rows("meeting", choices.meetings),
    )


def row_of_all(selection: Selection) -> Row:
    """The one figure of a selection, without those of its parts."""
    counts = counted(selection, ("all",)).get(("all", ""), Counts())
    return Row("all", "", Text("", "", False), counts, selection)


def counted(selection: Selection, facets: Iterable[str] = ("all", *FACETS)) -> dict[tuple[str, str], Counts]:
    """By facet and key (the id of the record, the level). The filters of the selection hold but for the facet's own."""
    set_filters = [facet for facet in FACETS if facet in selection.asked]
    found = with_facts(selection.stood(), selection.reader).order_by()
    found = found.annotate(**{f"of_{facet}": selection.matches(facet) for facet in set_filters})
    columns = [*ROWS, *(f"of_{facet}" for facet in set_filters)]
    chosen, parameters = found.values_list("pk", *columns[1:]).query.sql_with_params()
    acts = CommitmentEvent.objects.in_force().exclude(meeting=None).order_by().distinct()
    met, more = acts.values_list("commitment_id", "meeting_id").query.sql_with_params()
    within = ", ".join(f"({top}, {pk})" for top, own in selection.choices.within.items() for pk in own) or "(0, 0)"
    sql = f"""WITH chosen({", ".join(columns)}) AS MATERIALIZED ({chosen}),
        met(commitment_id, meeting_id) AS ({met}),
        within(top, theme_id) AS (VALUES {within})
        {" UNION ALL ".join(_counted_by(facet, set_filters) for facet in facets)}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, (*parameters, *more))
        number = len(fields(Counts))
        return {(facet, key): Counts(*(int(one or 0) for one in row[:number])) for facet, key, *row in cursor}


def _counted_by(facet: str, set_filters: list[str]) -> str:
    """The branch of the query that groups by one facet."""
    parties, themes = CommitmentParty._meta.db_table, Commitment.themes.through._meta.db_table
    key, source = {
        "all": ("''", "chosen"),
        "level": ("approach", "chosen"),
        "state": ("other.state_id", f"chosen JOIN {parties} other ON other.commitment_id = chosen.id"),
        "observer": ("other.organisation_id", f"chosen JOIN {parties} other ON other.commitment_id = chosen.id"),
        "meeting": ("other.meeting_id", "chosen JOIN met other ON other.commitment_id = chosen.id"),
        "theme": (
            "other.top",
            f"""chosen JOIN (SELECT DISTINCT linked.commitment_id, within.top FROM {themes} linked
            JOIN within ON within.theme_id = linked.theme_id) other ON other.commitment_id = chosen.id""",  # noqa: S608
        ),
    }[facet]
    conditions = [f"of_{one}" for one in set_filters if one != facet] + [f"{key} IS NOT NULL"]
    key = key if facet in ("all", "level") else f"CAST({key} AS text)"
    grouped = "" if facet == "all" else f"GROUP BY {key}"
    return f"SELECT '{facet}', {key}, {COUNTS} FROM {source} WHERE {' AND '.join(conditions)} {grouped}"  # noqa: S608
