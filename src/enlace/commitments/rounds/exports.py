"""The report of a round as its reader takes it along: a line for each commitment and body (CSV), and JSON."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.report import BodyReport, Report, ReportLine, Said
from enlace.network.exchange.table_writing import Written, as_csv
from enlace.network.exchange.tables import Cell

type Absolute = Callable[[str], str]


def said_in_words(line: ReportLine) -> str:
    return {
        Said.REPORTED: _("Reported"),
        Said.KEPT_BACK: _("Reported, for fewer readers"),
        Said.TAKEN_BACK: _("Reported, and taken back since"),
        Said.SILENT: _("Nothing reported"),
    }[line.said]


def report_table(review_round: ReviewRound, report: Report, absolute: Absolute) -> bytes:
    """As CSV, in the reader's language; `absolute` makes addresses."""
    header = [
        *[_("State or observer"), _("Commitment"), _("In this round"), _("Percentage"), _("Value of the indicator")],
        *[_("Indicator"), _("As of"), _("What was done"), _("Evidence"), _("Illustrative"), _("Address")],
    ]
    rows = [_row(body, line, absolute) for body in report.bodies for line in body.lines]
    return as_csv(Written(str(review_round.shown_title), header, rows))


def _row(body: BodyReport, line: ReportLine, absolute: Absolute) -> list[Cell]:
    progress = line.progress
    milestone = progress.milestone if progress else None
    return [
        str(body.name),
        str(line.title),
        said_in_words(line),
        "" if line.percent is None else str(line.percent),
        line.value,
        str(milestone.shown_indicator or milestone.shown_title) if milestone and line.value else "",
        line.as_of or "",
        str(progress.shown_text) if progress else "",
        str(line.evidence) if progress else "",
        _("yes") if line.illustrative else _("no"),
        absolute(progress.get_absolute_url()) if progress else "",
    ]


def report_written(review_round: ReviewRound, report: Report, absolute: Absolute) -> dict[str, Any]:
    """For JSON: codes and all languages instead of words in one."""
    closed_at = review_round.closed_at
    return {
        "round": {
            "id": review_round.pk,
            "address": absolute(review_round.get_absolute_url()),
            "title": dict(review_round.title),
            "opens_on": review_round.opens_on.isoformat(),
            "closes_on": review_round.closes_on.isoformat(),
            "closed_at": closed_at.isoformat() if closed_at else None,
        },
        "illustrative": review_round.illustrative or report.illustrative,
        "asked": report.asked,
        "reported": report.reported,
        "silent": [_named(one) for one in report.silent],
        "bodies": [
            _named(one) | {"commitments": [_written(line, absolute) for line in one.lines]} for one in report.bodies
        ],
        "nothing_asked_of": [str(name) for name in report.unasked],
    }


def _named(one: BodyReport) -> dict[str, Any]:
    return {
        "kind": "state" if one.code else "observer",
        **({"code": one.code} if one.code else {}),
        "name": str(one.name),
    }


def _written(line: ReportLine, absolute: Absolute) -> dict[str, Any]:
    progress = line.progress
    return {
        "id": line.commitment_id,
        "title": str(line.title),
        "illustrative": line.illustrative,
        "said": line.said.value,
        "percent": line.percent,
        "value": line.value or None,
        "as_of": line.as_of.isoformat() if line.as_of else None,
        "text": dict(progress.text) if progress else None,
        "evidence": line.evidence,
        "address": absolute(progress.get_absolute_url()) if progress else None,
    }
