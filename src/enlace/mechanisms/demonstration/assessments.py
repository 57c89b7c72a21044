"""Uruguay's looks at itself, which its own accounts alone see: one that is closed, and one that is begun."""

from enlace.mechanisms.assessments.actions import begin_assessment, close_assessment, save_finding
from enlace.mechanisms.demonstration.world import Plan, World, moment
from enlace.mechanisms.models import Assessment
from enlace.meetings.demonstration.moments import day_of

OF = "UY"
MARK = "Ilustrativo. "
"""A self-assessment has no mark of its own: each text carries it."""


def make_assessment(plan: Plan, world: World) -> Assessment:
    by, begun = world.speakers[OF], moment(plan["begun_on"])
    assessment = begin_assessment(world.states[OF], by=by)
    for indicator, (presence, evidence, on) in plan["findings"].items():
        save_finding(
            assessment,
            indicator,
            by=by,
            presence=presence,
            evidence=MARK + evidence if evidence else "",
            evidence_on=None if on is None else day_of(on),
        )
    assessment.findings.update(at=begun)
    dated = {"begun_on": begun.date()}
    if "closed_on" in plan:
        close_assessment(assessment, by=by)
        dated["closed_at"] = moment(plan["closed_on"])
    Assessment.objects.filter(pk=assessment.pk).update(**dated)
    return assessment
