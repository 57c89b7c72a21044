"""Review rounds as a reader gets them: all of them, and what each of their own bodies still has to report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.commitments.models import (
    Body,
    Commitment,
    Milestone,
    Progress,
    ReviewRound,
    bodies_of,
    of_bodies,
    speaks_for,
)
from enlace.commitments.rounds.asked import Asked, Status, asked_in, by_body
from enlace.commitments.rounds.days import RoundStanding, closes_itself_on, standing_on
from enlace.commitments.rounds.naming import names_of
from enlace.commitments.rounds.report import with_report_for
from enlace.core.clock import today
from enlace.core.texts import Text
from enlace.meetings.models import Meeting
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class ShownRound:
    review_round: ReviewRound
    standing: RoundStanding
    shows_report: bool

    @property
    def closes_itself_on(self) -> date:
        return closes_itself_on(self.review_round)

    @property
    def is_past(self) -> bool:
        """Its last day, while it still takes reports."""
        return self.standing is RoundStanding.OPEN and today() > self.review_round.closes_on


def shown_rounds(user: Anyone) -> list[ShownRound]:
    """Those that the reader sees, the last first. Two queries."""
    readable = set(with_report_for(user).values_list("pk", flat=True))
    found = ReviewRound.objects.visible_to(user).defer("facts")
    return [ShownRound(one, standing_on(one, today()), one.pk in readable) for one in found]


def shown_round(review_round: ReviewRound, user: Anyone) -> ShownRound:
    readable = with_report_for(user).filter(pk=review_round.pk).exists()
    return ShownRound(review_round, standing_on(review_round, today()), readable)


def meeting_of(review_round: ReviewRound, user: Anyone) -> Meeting | None:
    """The one that it prepares, where the reader sees it."""
    return Meeting.objects.visible_to(user).filter(pk=review_round.meeting_id or 0).first()


@dataclass(frozen=True)
class OwnLine:
    """One commitment of one's own body. `last` is what was cleared last, in whatever round; `at_work` the report in
    this round that was not cleared yet; `milestone` the next that was not reached."""

    commitment: Commitment
    asked: Asked
    last: Progress | None
    at_work: Progress | None
    milestone: Milestone | None

    @property
    def is_sent_back(self) -> bool:
        return bool(self.at_work and not self.asked.submitted and self.at_work.sent_back_why)


@dataclass(frozen=True)
class OwnList:
    """What one body has to report in a round, what waits for its validator, and what is done."""

    body: Body
    name: Text
    speaks: bool
    clears: bool
    left: Sequence[OwnLine]
    waiting: Sequence[OwnLine]
    done: Sequence[OwnLine]

    @property
    def count(self) -> int:
        return len(self.left) + len(self.waiting) + len(self.done)


def own_lists(review_round: ReviewRound, user: Anyone) -> list[OwnList]:
    """Of all bodies of which somebody is, in a number of queries that does not grow with the commitments."""
    own = bodies_of(user)
    asked = asked_in(review_round, own)
    wanted = {one.commitment_id for one in asked}
    commitments = Commitment.objects.visible_to(user).filter(pk__in=wanted).in_bulk()
    last, milestones = _last_cleared(own, wanted), _next_milestones(wanted)
    at_work = Progress.objects.filter(of_bodies(own), pk__in=[one.at_work for one in asked if one.at_work]).in_bulk()
    lines: dict[Body, list[OwnLine]] = {
        body: [
            OwnLine(
                commitment=commitments[one.commitment_id],
                asked=one,
                last=last.get((one.commitment_id, body)),
                at_work=at_work.get(one.at_work or 0),
                milestone=milestones.get(one.commitment_id),
            )
            for one in some
            if one.commitment_id in commitments
        ]
        for body, some in by_body(asked).items()
    }
    return [_own_list(body, name, lines.get(body, []), user) for body, name in names_of(own).items()]


def _own_list(body: Body, name: Text, lines: Sequence[OwnLine], user: Anyone) -> OwnList:
    kind, pk = body
    left = [one for one in lines if one.asked.is_left]
    return OwnList(
        body=body,
        name=name,
        speaks=speaks_for(user, body),
        clears=kind == "state" and roles_of(user).clears_for(pk),
        left=sorted(left, key=lambda one: (one.asked.status is not Status.DRAFTED, _due(one), one.commitment.pk)),
        waiting=[one for one in lines if one.asked.waits],
        done=[one for one in lines if one.asked.status is Status.REPORTED and not one.asked.waits],
    )


def _due(line: OwnLine) -> date:
    return line.commitment.due_on or date.max


def _last_cleared(bodies: frozenset[Body], commitments: Iterable[int]) -> Mapping[tuple[int, Body], Progress]:
    reports = Progress.objects.cleared().filter(of_bodies(bodies), commitment__in=commitments)
    ordered = reports.defer("text", "source").select_related("milestone").order_by("reported_on", "pk")
    return {(one.commitment_id, one.body): one for one in ordered if one.body}


def _next_milestones(commitments: Iterable[int]) -> Mapping[int, Milestone]:
    ahead = Milestone.objects.filter(commitment__in=commitments, reached_on=None).exclude(due_on=None)
    found: dict[int, Milestone] = {}
    for one in ahead.order_by("due_on", "order", "pk"):
        found.setdefault(one.commitment_id, one)
    return found


def left_by_body(review_round: ReviewRound, bodies: frozenset[Body]) -> dict[Body, int]:
    """How many commitments each still has to report on; without those that have none. Two queries."""
    counted = {body: sum(one.is_left for one in some) for body, some in by_body(asked_in(review_round, bodies)).items()}
    return {body: count for body, count in counted.items() if count}
