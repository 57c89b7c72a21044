"""The report of a round as one reader gets it: as it was kept or, for the secretariat, as it stands now.

What was kept and what is seen now must both let a reader in: neither an older wording nor what became for fewer
readers since reaches anybody. A report that was cleared for fewer readers counts as made, and nothing of it is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Evidence, Progress, ReviewRound, bodies_of
from enlace.commitments.rounds.facts import report_facts
from enlace.commitments.rounds.reading import Kept, KeptAsked, KeptBody, KeptReport, read_facts
from enlace.commitments.rounds.rules import can_see_live_report
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.meetings.audience import of_audience
from enlace.network.audiences import Audience
from enlace.network.roles import Roles, roles_of
from enlace.network.states import state_name

AT_ONCE = 5_000
"""Ids asked for in one query."""


class Said(StrEnum):
    """`kept_back`: for fewer readers than this one; `taken_back`: by its body since."""

    REPORTED = "reported"
    KEPT_BACK = "kept_back"
    TAKEN_BACK = "taken_back"
    SILENT = "silent"


@dataclass(frozen=True)
class ReportLine:
    """One commitment as one body reported on it. `progress` is the last report that the reader sees, `evidence` how
    much of it."""

    commitment_id: int
    title: Text
    illustrative: bool
    said: Said
    as_of: date | None = None
    percent: int | None = None
    value: str = ""
    progress: Progress | None = None
    evidence: int = 0

    @property
    def is_silent(self) -> bool:
        return self.said is Said.SILENT


@dataclass(frozen=True)
class BodyReport:
    body: Body
    code: str
    name: Text
    lines: Sequence[ReportLine]

    @property
    def reported(self) -> int:
        return sum(not line.is_silent for line in self.lines)

    @property
    def is_silent(self) -> bool:
        return not self.reported


@dataclass(frozen=True)
class Report:
    """`bodies` of whom something was asked, as far as the reader sees the commitments; `unasked` are the others."""

    bodies: Sequence[BodyReport]
    unasked: Sequence[Text]

    @property
    def silent(self) -> Sequence[BodyReport]:
        return [one for one in self.bodies if one.is_silent]

    @property
    def reporting(self) -> int:
        return len(self.bodies) - len(self.silent)

    @property
    def asked(self) -> int:
        return sum(len(one.lines) for one in self.bodies)

    @property
    def reported(self) -> int:
        return sum(one.reported for one in self.bodies)

    @property
    def evidence(self) -> int:
        return sum(line.evidence for one in self.bodies for line in one.lines)

    @property
    def illustrative(self) -> bool:
        return any(line.illustrative for one in self.bodies for line in one.lines)


def report_for(review_round: ReviewRound, user: Anyone) -> Report | None:
    """None where there is none for this reader: before it was closed, the secretariat alone has one."""
    if may_read_report(review_round, user):
        return read_report(review_round.facts, user)
    return read_report(report_facts(review_round, today()), user) if can_see_live_report(user, review_round) else None


def may_read_report(review_round: ReviewRound, user: Anyone) -> bool:
    """Of a round that is closed."""
    return review_round.closed_at is not None and review_round.audience in _seen_audiences(roles_of(user))


def with_report_for(user: Anyone) -> QuerySet[ReviewRound]:
    """The rounds whose report somebody reads."""
    roles, closed = roles_of(user), ReviewRound.objects.closed()
    return closed if roles.is_secretary else closed.filter(of_audience(roles))


def read_report(facts: Any, user: Anyone) -> Report:
    """In a number of queries that does not grow with the commitments, but for one more for each thousands."""
    kept, sight = read_facts(facts), _sight(user)
    lines = _lines(kept, sight)
    names = _names(kept)
    asked = [
        BodyReport(body, kept.bodies[body].code, name, sorted(lines[body], key=lambda one: plain(str(one.title))))
        for body, name in names.items()
        if body in lines
    ]
    return Report(asked, [name for body, name in names.items() if body not in lines])


@dataclass(frozen=True)
class _Sight:
    """What a reader sees: by the audience that was kept, and by what stands there now."""

    user: Anyone
    audiences: Set[str]
    own: Set[Body]

    def was_let_in(self, audience: str, bodies: Iterable[Body]) -> bool:
        return audience in self.audiences or not self.own.isdisjoint(bodies)


def _sight(user: Anyone) -> _Sight:
    return _Sight(user, _seen_audiences(roles_of(user)), bodies_of(user))


def _seen_audiences(roles: Roles) -> frozenset[str]:
    """The same as `meetings.audience.of_audience`, and all for the secretariat; a test compares them."""
    if roles.is_secretary:
        return frozenset(Audience.values)
    seen = {Audience.PUBLIC.value}
    if roles.is_of_the_network:
        seen.add(Audience.NETWORK.value)
    if roles.is_member:
        seen |= {Audience.MEMBERS.value, Audience.INVITED.value}
    return frozenset(seen)


def _lines(kept: Kept, sight: _Sight) -> Mapping[Body, list[ReportLine]]:
    parties: dict[int, set[Body]] = {}
    for one in kept.asked:
        parties.setdefault(one.commitment_id, set()).add(one.body)
    let_in = [pk for pk, one in kept.commitments.items() if sight.was_let_in(one.audience, parties.get(pk, ()))]
    commitments = set(_chunked(let_in, lambda ids: Commitment.objects.visible_to(sight.user).filter(pk__in=ids)))
    asked = [one for one in kept.asked if one.commitment_id in commitments]
    reports = [report.id for one in asked for report in one.reports]
    near = ("commitment", "milestone", "state", "organisation")
    progress = _chunked(
        reports, lambda ids: Progress.objects.visible_to(sight.user).filter(pk__in=ids).select_related(*near)
    )
    pieces = [pk for one in asked for report in one.reports for pk, _audience in report.evidence]
    evidence = set(_chunked(pieces, lambda ids: Evidence.objects.visible_to(sight.user).filter(pk__in=ids)))
    lines: dict[Body, list[ReportLine]] = {}
    for one in asked:
        lines.setdefault(one.body, []).append(_line(one, kept, sight, progress, evidence))
    return lines


def _chunked[Row: Any](ids: Sequence[int], found: Callable[[Sequence[int]], QuerySet[Row]]) -> dict[int, Row]:
    return {row.pk: row for first in range(0, len(ids), AT_ONCE) for row in found(ids[first : first + AT_ONCE])}


def _line(
    one: KeptAsked, kept: Kept, sight: _Sight, progress: Mapping[int, Progress], evidence: Set[int]
) -> ReportLine:
    commitment = kept.commitments[one.commitment_id]
    title, illustrative = commitment.title.in_language(), commitment.illustrative
    let_in = [report for report in one.reports if sight.was_let_in(report.audience, [one.body])]
    shown = [report for report in let_in if _stands(progress.get(report.id))]
    if not shown:
        said = Said.TAKEN_BACK if let_in else Said.KEPT_BACK if one.reports else Said.SILENT
        return ReportLine(one.commitment_id, title, illustrative, said)
    last = shown[-1]
    return ReportLine(
        commitment_id=one.commitment_id,
        title=title,
        illustrative=illustrative or progress[last.id].illustrative,
        said=Said.REPORTED,
        as_of=last.as_of,
        percent=last.percent,
        value=last.value,
        progress=progress[last.id],
        evidence=sum(_evidence_seen(report, sight, one.body, evidence) for report in shown),
    )


def _stands(progress: Progress | None) -> bool:
    """Seen, and not taken back since: to its own body too it counts no more."""
    return progress is not None and progress.taken_back_at is None


def _evidence_seen(report: KeptReport, sight: _Sight, body: Body, seen: Set[int]) -> int:
    return sum(pk in seen and sight.was_let_in(audience, [body]) for pk, audience in report.evidence)


def _names(kept: Kept) -> dict[Body, Text]:
    """As they were then, states before observers, in the order of their names."""
    found = {body: _name(one) for body, one in kept.bodies.items()}
    return dict(sorted(found.items(), key=lambda item: (item[0][0] != "state", plain(str(item[1])))))


def _name(one: KeptBody) -> Text:
    if one.code:
        return Text(state_name(one.code, current_language()), current_language(), False)
    return one.name.in_language()
