"""How far a self-assessment is, and what turned since the state's last one. Nothing here is told outside the state."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.mechanisms.assessments.risk_factors import FACTORS, INDICATORS, Factor, Indicator
from enlace.mechanisms.models import Assessment, AssessmentFinding, Presence
from enlace.network.models import State
from enlace.network.roles import roles_of

type Findings = Mapping[str, AssessmentFinding]
"""By the code of the indicator."""
DEGREES = {Presence.NONE.value: 0, Presence.SOME.value: 1, Presence.CLEAR.value: 2}


@dataclass(frozen=True)
class OfState:
    """A state for which the reader holds a role, and its self-assessments, the open one first."""

    state: State
    assessments: list[Assessment]

    @property
    def has_open(self) -> bool:
        return any(one.closed_at is None for one in self.assessments)


def own_assessments(reader: Anyone) -> list[OfState]:
    """Each with `looked_at`, the number of indicators. Two queries."""
    looked_at = Count("findings", filter=~Q(findings__presence=""))
    found = list(Assessment.objects.visible_to(reader).annotate(looked_at=looked_at))
    states = State.objects.filter(pk__in=roles_of(reader).states).order_by("code")
    return [OfState(state, [one for one in found if one.state_id == state.pk]) for state in states]


def findings_of(assessment: Assessment | None) -> Findings:
    if assessment is None:
        return {}
    return {one.indicator: one for one in assessment.findings.all() if one.indicator in INDICATORS}


def last_before(assessment: Assessment) -> Assessment | None:
    """The state's own one that was closed last before this."""
    closed = Assessment.objects.closed().filter(state=assessment.state_id).exclude(pk=assessment.pk)
    if assessment.closed_at:
        closed = closed.filter(closed_at__lt=assessment.closed_at)
    return closed.order_by("-closed_at").first()


@dataclass(frozen=True)
class FactorStanding:
    """`bare` are signs without any evidence."""

    factor: Factor
    none: int
    some: int
    clear: int
    bare: int

    @property
    def total(self) -> int:
        return len(self.factor.indicators)

    @property
    def looked_at(self) -> int:
        return self.none + self.some + self.clear

    @property
    def is_complete(self) -> bool:
        return self.looked_at == self.total


@dataclass(frozen=True)
class Overview:
    """`groups` are the factors by the crimes of which they are signs, in the order of the framework."""

    groups: list[tuple[Text, list[FactorStanding]]]

    @property
    def standings(self) -> list[FactorStanding]:
        return [one for _kind, some in self.groups for one in some]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.standings)

    @property
    def looked_at(self) -> int:
        return sum(one.looked_at for one in self.standings)

    @property
    def bare(self) -> int:
        return sum(one.bare for one in self.standings)

    @property
    def next_factor(self) -> Factor | None:
        """The first with an indicator that nobody has looked at."""
        return next((one.factor for one in self.standings if not one.is_complete), None)


def overview_of(findings: Findings) -> Overview:
    standings = [_standing(factor, findings) for factor in FACTORS.values()]
    groups = groupby(standings, key=lambda one: one.factor.kind)
    return Overview([(kind.in_language(), list(some)) for kind, some in groups])


def _standing(factor: Factor, findings: Findings) -> FactorStanding:
    found = [findings[one.code] for one in factor.indicators if one.code in findings]
    counts = {value: sum(one.presence == value for one in found) for value in Presence.values}
    bare = sum(one.presence in (Presence.SOME, Presence.CLEAR) and not one.evidence for one in found)
    return FactorStanding(factor, **counts, bare=bare)


@dataclass(frozen=True)
class Turn:
    """An indicator then and now; None where nothing was found of it."""

    indicator: Indicator
    before: AssessmentFinding | None
    now: AssessmentFinding | None


@dataclass(frozen=True)
class Comparison:
    """`new` were not looked at last time, `left` not this time; `same` counts those that stand as they stood."""

    rose: list[Turn]
    fell: list[Turn]
    new: list[Turn]
    left: list[Turn]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.rose or self.fell or self.new or self.left)


def compared(findings: Findings, before: Findings) -> Comparison:
    turns: dict[str, list[Turn]] = defaultdict(list)
    for code, indicator in INDICATORS.items():
        then, now = _looked_at(before.get(code)), _looked_at(findings.get(code))
        if then or now:
            turns[_turned(then, now)].append(Turn(indicator, then, now))
    return Comparison(turns["rose"], turns["fell"], turns["new"], turns["left"], len(turns["same"]))


def _looked_at(finding: AssessmentFinding | None) -> AssessmentFinding | None:
    return finding if finding and finding.presence else None


def _turned(then: AssessmentFinding | None, now: AssessmentFinding | None) -> str:
    if then is None:
        return "new"
    if now is None:
        return "left"
    difference = DEGREES[now.presence] - DEGREES[then.presence]
    return "rose" if difference > 0 else "fell" if difference < 0 else "same"
