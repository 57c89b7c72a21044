"""Figures and records as data: JSON with keys that stay, CSV in the reader's language; both mark the illustrative."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from enlace.commitments.dashboard.figures import Figures, Row
from enlace.commitments.dashboard.over_time import Quarter
from enlace.commitments.dashboard.records import ShownCommitment
from enlace.commitments.dashboard.selection import FILTERS, Selection
from enlace.commitments.dashboard.standings import Shown
from enlace.core.clock import today
from enlace.network.exchange.table_writing import Written, as_csv

type Absolute = Callable[[str], str]
"""Makes a whole address."""


def figures_facts(selection: Selection, figures: Figures, quarters: Iterable[Quarter], absolute: Absolute) -> Any:
    groups = {name: getattr(figures, name) for name in ("states", "observers", "levels", "themes", "meetings")}
    return {
        "day": today(),
        "selection": dict(selection.asked),
        "left_out": list(selection.notes),
        "all": _row_facts(figures.everything, absolute),
        **{name: [_row_facts(row, absolute) for row in rows] for name, rows in groups.items()},
        "quarters": [
            {
                "year": one.year,
                "quarter": one.number,
                "day": one.last,
                "stood": one.stood,
                "reported_within_12_months": one.reported,
                "mean_percentage": one.percent,
            }
            for one in quarters
        ],
    }


def _row_facts(row: Row, absolute: Absolute) -> dict[str, Any]:
    named = {"key": row.key, "name": str(row.label)} if row.key else {}
    return {**named, **row.counts.as_facts(), "address": absolute(row.all.address)}


def figures_table(selection: Selection, figures: Figures, absolute: Absolute) -> bytes:
    """A line for each state, observer, level, theme and meeting, and one for all."""
    header = [
        *[_("Figure"), _("Key"), _("Name"), _("Commitments"), *(str(one.label) for one in Shown)],
        *[_("Illustrative"), _("Selection"), _("Address")],
    ]
    chosen = "; ".join(f"{one.name}: {one.value}" for one in selection.chosen())
    rows = [
        [
            *[str(FILTERS[row.facet]) if row.key else _("Total"), row.key, str(row.label)],
            *[str(number) for number in row.counts.as_facts().values()],
            *[chosen, absolute(row.all.address)],
        ]
        for row in figures.rows()
    ]
    return as_csv(Written(_("Commitments"), header, rows))


def over_time_table(selection: Selection, quarters: Iterable[Quarter], illustrative: int) -> bytes:
    header = [
        *[_("Year"), _("Quarter"), _("As of"), _("Stood"), _("Reported within twelve months")],
        *[_("Mean of the last percentages"), _("Illustrative"), _("Selection")],
    ]
    chosen = "; ".join(f"{one.name}: {one.value}" for one in selection.chosen())
    marked = _("yes") if illustrative else _("no")
    rows: list[list[Any]] = [
        [
            *[str(one.year), str(one.number), one.last, str(one.stood), str(one.reported)],
            *["" if one.percent is None else str(one.percent), marked, chosen],
        ]
        for one in quarters
    ]
    return as_csv(Written(_("Over time"), header, rows))


def commitment_facts(shown: ShownCommitment, absolute: Absolute) -> dict[str, Any]:
    one, last = shown.commitment, shown.last
    return {
        "id": one.pk,
        "title": one.title,
        "text": one.text,
        "parties": [
            {"state": party.state.code, "name": party.state.name}
            if party.state
            else {"observer": party.organisation_id, "name": str(party.shown_body)}
            for party in one.parties.all()
        ],
        "level": one.approach,
        "themes": sorted(theme.slug for theme in one.themes.all()),
        "standing": shown.standing.value,
        "due_on": one.due_on,
        "late": shown.is_late,
        "last_report": {"day": last.reported_on, "percentage": last.percent, "illustrative": last.illustrative}
        if last
        else None,
        "illustrative": one.illustrative,
        "address": absolute(one.get_absolute_url()),
    }
