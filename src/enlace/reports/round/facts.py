"""What the report of a review round says, as everybody may read it: what was asked of whom, and what was reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from enlace.commitments.models import Commitment, ReviewRound
from enlace.commitments.rounds.report import BodyReport, Report, ReportLine, report_for
from enlace.consultations.models import Approach
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.meetings.models import Meeting
from enlace.reports.annual.facts import EVERYBODY


@dataclass(frozen=True)
class AskedLine:
    """One commitment as one state or observer reported on it."""

    by: BodyReport
    line: ReportLine


@dataclass(frozen=True)
class AskedCommitment:
    """One of which a report was asked, of each of its parties in the round; title and parties are as they were then.
    `level` is a value of Approach."""

    commitment: Commitment
    title: Text
    illustrative: bool
    lines: Sequence[AskedLine]

    @property
    def level(self) -> str:
        return self.commitment.approach

    @property
    def reports(self) -> int:
        """How many of its parties reported."""
        return sum(not one.line.is_silent for one in self.lines)

    @property
    def evidence(self) -> int:
        return sum(one.line.evidence for one in self.lines)

    @property
    def parties(self) -> str:
        return ", ".join(str(one.by.name) for one in self.lines)

    @property
    def silent(self) -> list[AskedLine]:
        return [one for one in self.lines if one.line.is_silent]


@dataclass(frozen=True)
class RoundFacts:
    """`review_round` is None where nothing of it is for everybody: then there is no report, and nothing of it is said.

    `meeting` is the one that it prepared, where that is public.
    """

    review_round: ReviewRound | None = None
    report: Report = field(default_factory=lambda: Report((), ()))
    commitments: Sequence[AskedCommitment] = ()
    meeting: Meeting | None = None

    def of_level(self, level: Approach) -> list[AskedCommitment]:
        return [one for one in self.commitments if one.level == level]

    @property
    def told(self) -> list[AskedCommitment]:
        return [one for one in self.commitments if one.reports]

    @property
    def untold(self) -> list[AskedCommitment]:
        """On which some party said nothing."""
        return [one for one in self.commitments if one.silent]

    @property
    def illustrative(self) -> bool:
        return self.report.illustrative or (self.review_round is not None and self.review_round.illustrative)


def round_facts(review_round: ReviewRound) -> RoundFacts:
    """In a number of queries that does not grow with the commitments, but for one more for each thousands."""
    found = ReviewRound.objects.visible_to(EVERYBODY).filter(pk=review_round.pk).first()
    report = report_for(found, EVERYBODY) if found else None
    if found is None or report is None:
        return RoundFacts()
    meeting = Meeting.objects.visible_to(EVERYBODY).filter(pk=found.meeting_id or 0).first()
    return RoundFacts(found, report, _commitments(report), meeting)


def _commitments(report: Report) -> list[AskedCommitment]:
    """By level and title."""
    lines: dict[int, list[AskedLine]] = {}
    for body in report.bodies:
        for line in body.lines:
            lines.setdefault(line.commitment_id, []).append(AskedLine(body, line))
    rows: Mapping[int, Commitment] = Commitment.objects.visible_to(EVERYBODY).in_bulk(lines)
    found = [
        AskedCommitment(rows[pk], own[0].line.title, any(one.line.illustrative for one in own), own)
        for pk, own in lines.items()
        if pk in rows
    ]
    order = [str(level) for level in Approach]
    return sorted(found, key=lambda one: (order.index(one.level), plain(str(one.title)), one.commitment.pk))
