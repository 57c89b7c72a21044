"""A self-assessment as a file, for those of the state: one row an indicator, those that nobody has looked at too."""

import json
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.mechanisms.assessments.queries import Findings, findings_of, last_before
from enlace.mechanisms.assessments.risk_factors import FACTORS, INDICATORS, SOURCE, Indicator
from enlace.mechanisms.models import Assessment, AssessmentFinding
from enlace.network.exchange.table_writing import Written, as_csv, as_xlsx
from enlace.network.exchange.tables import Cell


def _sheet(assessment: Assessment) -> Written:
    header = [
        _("Number of the risk factor"),
        _("Risk factor"),
        _("Indicator"),
        _("In short"),
        _("What is found"),
        _("Evidence"),
        _("Date of the evidence"),
        _("What was found last time"),
    ]
    findings, before = findings_of(assessment), findings_of(last_before(assessment))
    return Written(_("Self-assessment"), header, [_row(one, findings, before) for one in INDICATORS.values()])


def _row(indicator: Indicator, findings: Findings, before: Findings) -> list[Cell]:
    factor = FACTORS[indicator.factor]
    labels: list[Cell] = [str(factor.number), str(factor.shown_label), indicator.code, str(indicator.shown_label)]
    finding, last = findings.get(indicator.code), before.get(indicator.code)
    found: list[Cell] = [finding.evidence if finding else "", (finding and finding.evidence_on) or ""]
    return [*labels, _in_words(finding), *found, _in_words(last)]


def _in_words(finding: AssessmentFinding | None) -> str:
    return str(finding.get_presence_display()) if finding and finding.presence else ""


def _csv(assessment: Assessment) -> bytes:
    return as_csv(_sheet(assessment))


def _xlsx(assessment: Assessment) -> bytes:
    return as_xlsx([_sheet(assessment)])


def _json(assessment: Assessment) -> bytes:
    facts = {
        "state": assessment.state.code,
        "begun_on": assessment.begun_on.isoformat(),
        "closed_on": timezone.localdate(assessment.closed_at).isoformat() if assessment.closed_at else None,
        "framework": str(SOURCE),
        "findings": [_finding(one) for one in findings_of(assessment).values()],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _finding(finding: AssessmentFinding) -> dict[str, str | None]:
    return {
        "indicator": finding.indicator,
        "label": str(INDICATORS[finding.indicator].shown_label),
        "presence": finding.presence or None,
        "evidence": finding.evidence,
        "evidence_on": finding.evidence_on.isoformat() if finding.evidence_on else None,
    }


FORMS: dict[str, tuple[Callable[[Assessment], bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (_json, "application/json; charset=utf-8"),
}
"""By the ending of the file: how it is written, and what it is."""
