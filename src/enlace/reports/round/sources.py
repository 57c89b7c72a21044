"""The lists of records from which the report of a round comes, and the records as they were when it was closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.reports.document.composer import Composer
from enlace.reports.round.facts import AskedLine, RoundFacts

type Row = Mapping[str, Any]


def of_bodies(facts: RoundFacts, composer: Composer) -> int:
    """States and observers, those too of whom nothing was asked."""
    rows: list[Row] = [
        {
            "id": one.body[1],
            "title": str(one.name),
            "kind": "state" if one.code else "observer",
            "code": one.code,
            "asked": len(one.lines),
            "reported": one.reported,
            "evidence": sum(line.evidence for line in one.lines),
            "illustrative": int(any(line.illustrative for line in one.lines)),
        }
        for one in facts.report.bodies
    ]
    kept = composer.keep("bodies", rows)
    return composer.source(_("The report of the round, as it was closed"), _address(facts), len(rows), kept)


def of_commitments(facts: RoundFacts, composer: Composer) -> int:
    rows = [
        {
            "id": one.commitment.pk,
            "title": str(one.title),
            "level": one.level,
            "parties": one.parties,
            "asked": len(one.lines),
            "reported": one.reports,
            "evidence": one.evidence,
            "illustrative": int(one.illustrative),
            "address": composer.absolute(one.commitment.get_absolute_url()),
        }
        for one in facts.commitments
    ]
    label = _("Public commitments on which the round asked for reports")
    return composer.source(label, f"{_address(facts)}#lines", len(rows), composer.keep("commitments", rows))


def of_progress(facts: RoundFacts, composer: Composer) -> int:
    """What was asked, commitment by commitment and party by party, and what became of it."""
    rows = list(_progress(facts, composer))
    given = sum(row["said"] != "silent" for row in rows)
    label = _("What the parties reported in the round")
    return composer.source(label, _address(facts, "round_report_csv"), given, composer.keep("progress", rows))


def _progress(facts: RoundFacts, composer: Composer) -> Iterator[Row]:
    for commitment in facts.commitments:
        for one in commitment.lines:
            yield {
                "id": one.line.progress.pk if one.line.progress else "",
                "title": str(commitment.title),
                "commitment": commitment.commitment.pk,
                "by": str(one.by.name),
                "said": one.line.said.value,
                "percent": "" if one.line.percent is None else one.line.percent,
                "value": one.line.value,
                "as_of": one.line.as_of.isoformat() if one.line.as_of else "",
                "text": said_of(one),
                "evidence": one.line.evidence,
                "illustrative": int(one.line.illustrative),
                "address": composer.absolute(one.line.progress.get_absolute_url()) if one.line.progress else "",
            }


def said_of(one: AskedLine) -> str:
    """What the last report says that everybody reads; empty where there is none."""
    return str(one.line.progress.shown_text) if one.line.progress else ""


def _address(facts: RoundFacts, page: str = "round_report") -> str:
    assert facts.review_round is not None
    return reverse(f"commitments:{page}", args=[facts.review_round.pk])
