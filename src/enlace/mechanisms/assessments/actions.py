"""A state looks at its risks: begun, filled in indicator by indicator, closed, or removed while it is not closed.

The audit log gets numbers alone, and tells its lines only to those of the state (`offered.py`, `private_subject`).
"""

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.mechanisms.assessments.evidence import tidy
from enlace.mechanisms.assessments.risk_factors import INDICATORS
from enlace.mechanisms.assessments.rules import (
    can_begin_assessment,
    can_close_assessment,
    can_remove_assessment,
    can_save_finding,
)
from enlace.mechanisms.models import Assessment, AssessmentFinding, Presence
from enlace.network.models import State

LONGEST_EVIDENCE = 6000


class OvertakenError(Exception):
    """Somebody else saved the indicator since it was read; `finding` is what stands there now."""

    def __init__(self, finding: AssessmentFinding) -> None:
        super().__init__(finding.indicator)
        self.finding = finding


@transaction.atomic
def begin_assessment(state: State, *, by: Anyone) -> Assessment:
    """The one that is open, where there is one: two who begin at once fill in the same."""
    require(can_begin_assessment(by, state))
    State.objects.select_for_update().get(pk=state.pk)
    open_one = Assessment.objects.filter(state=state, closed_at=None).first()
    if open_one:
        return open_one
    begun = Assessment.objects.create(state=state)
    record("begin_assessment", begun, by=by, after={"state": state.pk})
    return begun


@transaction.atomic
def save_finding(
    assessment: Assessment,
    indicator: str,
    *,
    by: Anyone,
    presence: str = "",
    evidence: str = "",
    evidence_on: date | None = None,
    revision: int = 0,
    beneath: bool = False,
) -> AssessmentFinding | None:
    """What is found of an indicator; None while nothing was ever said of it.

    `revision` is that which the writer read, 0 for none. Raises OvertakenError where another one stands there, and
    ValidationError by field. `beneath` puts the evidence beneath what stands there, whose date and finding stay where
    none is given.
    """
    assessment = _locked(assessment)
    require(can_save_finding(by, assessment))
    finding = assessment.findings.filter(indicator=indicator).first()
    finding = finding or AssessmentFinding(assessment=assessment, indicator=indicator, revision=0)
    said: dict[str, Any] = {"presence": presence, "evidence": tidy(evidence), "evidence_on": evidence_on}
    if beneath and finding.revision == revision:
        said = _beneath(finding, **said)
    _check(indicator, **said)
    if all(getattr(finding, name) == value for name, value in said.items()):
        return finding if finding.revision else None
    if finding.revision != revision:
        raise OvertakenError(finding)
    for name, value in said.items():
        setattr(finding, name, value)
    finding.revision, finding.at, finding.by_id = revision + 1, now(), cast("User", by).pk
    finding.save()
    facts = {"assessment": assessment.pk, "revision": revision}
    record("save_finding", finding, by=by, before=facts if revision else None, after=facts | {"revision": revision + 1})
    return finding


def _beneath(finding: AssessmentFinding, presence: str, evidence: str, evidence_on: date | None) -> dict[str, Any]:
    both = [text for text in (finding.evidence, evidence) if text]
    return {
        "presence": presence or finding.presence,
        "evidence": "\n\n".join(both),
        "evidence_on": evidence_on or finding.evidence_on,
    }


def _check(indicator: str, presence: str, evidence: str, evidence_on: date | None) -> None:
    wrong: dict[str, str] = {}
    if indicator not in INDICATORS:
        raise ValidationError(_("The framework has no indicator of this number."))
    if presence and presence not in Presence.values:
        wrong["presence"] = _("Choose what is found.")
    if len(evidence) > LONGEST_EVIDENCE:
        wrong["evidence"] = _("The evidence is %(length)d characters long; %(most)d fit. Shorten it.") % {
            "length": len(evidence),
            "most": LONGEST_EVIDENCE,
        }
    if evidence_on and evidence_on > today():
        wrong["evidence_on"] = _("This day is still to come. Give the day of the evidence.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def close_assessment(assessment: Assessment, *, by: Anyone) -> Assessment:
    """From now on it does not change, and the next is compared with it."""
    assessment = _locked(assessment)
    require(can_close_assessment(by, assessment))
    if not assessment.findings.exclude(presence="").exists():
        raise ValidationError(_("Nothing is assessed yet. Look at one indicator at least, or remove it."))
    assessment.closed_at = now()
    assessment.save(update_fields=["closed_at"])
    record("close_assessment", assessment, by=by, after={"closed_at": assessment.closed_at.isoformat()})
    return assessment


@transaction.atomic
def remove_assessment(assessment: Assessment, *, by: Anyone) -> None:
    """With all that was found."""
    assessment = _locked(assessment)
    require(can_remove_assessment(by, assessment))
    record("remove_assessment", assessment, by=by, before={"state": assessment.state_id})
    assessment.delete()


def _locked(assessment: Assessment) -> Assessment:
    """Asked again under its lock, so that nothing is written into one that was closed in the same moment."""
    found = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    require(found is not None)
    return found or assessment
