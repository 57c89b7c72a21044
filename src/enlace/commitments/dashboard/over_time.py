"""How it went, quarter by quarter: how many stood, on how many something was reported, how far those were.

One query. A commitment stands from the act that makes or renews it to the act that closes it, by the days of the acts;
a report counts for twelve months, or until the next one. Both are spans over the last days of the quarters, counted by
the database; what is summed up here are a few hundred kinds of span.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Cast

from enlace.commitments.dashboard.quarters import year_before
from enlace.commitments.dashboard.selection import Selection
from enlace.commitments.dashboard.standings import reports_seen
from enlace.commitments.models import CommitmentEvent
from enlace.core.clock import today

MOST = 20
"""Quarters that are shown: five years."""


@dataclass(frozen=True)
class Quarter:
    """As it was at the end of `last`, today for the one that is not over.

    `reported`: of those that stood, on how many there was a report in the twelve months before; `percent`: the mean of
    the last percentages that those reports state, None where none does.
    """

    year: int
    number: int
    last: date
    stood: int
    reported: int
    percent: float | None

    @property
    def not_reported(self) -> int:
        return self.stood - self.reported


def last_days(day: date, number: int = MOST) -> list[date]:
    """The last days of the quarters before `day`, and `day` itself."""
    found, at = [day], day
    while len(found) < number:
        at = date(at.year, (at.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        found.append(at)
    return found[::-1]


def quarters_of(selection: Selection) -> list[Quarter]:
    """From the first in which any of them stood; whatever their standing is today."""
    days = last_days(today())
    stood, reported, stated, total = ([0] * len(days) for _ in range(4))
    for kind, since, until, number, with_percent, sum_of_percent in _spans(over_all_time(selection), days):
        for place in range(since, min(until, len(days))):
            if kind == "stood":
                stood[place] += number
            else:
                reported[place] += number
                stated[place] += with_percent
                total[place] += sum_of_percent
    first = next((place for place, number in enumerate(stood) if number), len(days))
    return [
        Quarter(
            *(day.year, (day.month - 1) // 3 + 1, day, stood[place], reported[place]),
            percent=round(total[place] / stated[place], 1) if stated[place] else None,
        )
        for place, day in enumerate(days)
        if place >= first
    ]


def over_all_time(selection: Selection) -> Selection:
    """Without what says how it is today, or was at the end of one quarter."""
    return selection.changed(standing="", stood="", reported="")


def _place(name: str, days: Sequence[date], otherwise: int) -> Any:
    """The first of the days that is not before the day in the column `name`."""
    cases = (When(**{f"{name}__lte": day}, then=Value(place)) for place, day in enumerate(days))
    return Cast(Case(*cases, default=Value(otherwise)), IntegerField())


def _spans(selection: Selection, days: list[date]) -> list[tuple[str, int, int, int, int, int]]:
    """Kind; from which of the days on, and from which on no longer; number, those with a percentage, their sum."""
    last, years_before = len(days) - 1, [year_before(day) for day in days]
    acts = CommitmentEvent.objects.in_force().annotate(place=_place("happened_on", days, last)).order_by()
    reports = reports_seen(selection.reader).annotate(
        place=_place("reported_on", days, last), over=_place("reported_on", years_before, last + 1)
    )
    inner = (
        selection.commitments().order_by().values_list("pk"),
        acts.values_list("commitment_id", "number", "kind", "place"),
        reports.order_by().values_list("pk", "commitment_id", "reported_on", "percent", "place", "over"),
    )
    parts = [one.query.sql_with_params() for one in inner]
    sql = SPANS.format(*(part for part, _parameters in parts), end=last + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, [one for _part, parameters in parts for one in parameters])
        return [(kind, *(int(one or 0) for one in numbers)) for kind, *numbers in cursor]


# Turns and reports of a commitment stand in one sequence, so that nothing is joined: SQLite may join without an index.
# What was told last is the largest so far of a number that grows with each step and carries it.
SPANS = """
WITH chosen(id) AS MATERIALIZED ({0}),
act(commitment_id, number, kind, place) AS ({1}),
report(id, commitment_id, reported_on, percent, place, over) AS ({2}),
turned AS (
    SELECT commitment_id, number, shut, MAX(place) OVER acts AS place, LAG(shut, 1, 1) OVER acts AS shut_before
    FROM (SELECT *, CASE WHEN kind = 'closed' THEN 1 ELSE 0 END AS shut FROM act) dated
    WHERE commitment_id IN (SELECT id FROM chosen) WINDOW acts AS (PARTITION BY commitment_id ORDER BY number)
),
turn AS MATERIALIZED (
    SELECT commitment_id, number, shut, place AS since,
        LEAD(place, 1, {end}) OVER (PARTITION BY commitment_id ORDER BY number) AS until
    FROM turned WHERE shut <> shut_before
),
moment AS (
    SELECT commitment_id, since AS place, 0 AS kind, shut AS told, CAST(NULL AS date) AS day, number FROM turn
    UNION ALL
    SELECT commitment_id, place, 1, over * 1000 + COALESCE(percent, -1) + 1, reported_on, id
    FROM report WHERE commitment_id IN (SELECT id FROM chosen)
),
numbered AS (
    SELECT commitment_id, place, kind, told,
        ROW_NUMBER() OVER (PARTITION BY commitment_id ORDER BY place, kind, day, number) AS step
    FROM moment
),
known AS (
    SELECT place AS since, LEAD(place, 1, {end}) OVER steps AS until,
        MAX(CASE WHEN kind = 0 THEN step * 2 + told END) OVER steps AS standing,
        MAX(CASE WHEN kind = 1 THEN step * 100000 + told END) OVER steps AS last_report
    FROM numbered WINDOW steps AS (PARTITION BY commitment_id ORDER BY step)
),
reported AS (
    SELECT since, until, last_report - last_report / 100000 * 100000 AS told
    FROM known WHERE last_report IS NOT NULL AND standing - standing / 2 * 2 = 0
),
span AS (
    SELECT since, CASE WHEN told / 1000 < until THEN told / 1000 ELSE until END AS until,
        NULLIF(told - told / 1000 * 1000, 0) - 1 AS percent
    FROM reported
)
SELECT 'stood', since, until, COUNT(*), 0, 0 FROM turn WHERE shut = 0 AND since < until GROUP BY since, until
UNION ALL
SELECT 'reported', since, until, COUNT(*), COUNT(percent), SUM(percent) FROM span WHERE since < until
GROUP BY since, until
"""
