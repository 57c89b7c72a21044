"""What a review round asks of whom: of each party to each commitment that stands, one report."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from enlace.commitments.models import (
    Body,
    Commitment,
    CommitmentEvent,
    CommitmentParty,
    Progress,
    ReviewRound,
    of_bodies,
)
from enlace.commitments.models.commitments import CommitmentQuerySet
from enlace.commitments.rounds.days import end_of, first_day


class Status(StrEnum):
    """`waiting` for the validator and `drafted` are for the body itself alone; to others both are `silent`."""

    REPORTED = "reported"
    WAITING = "waiting"
    DRAFTED = "drafted"
    SILENT = "silent"


@dataclass(frozen=True)
class Asked:
    """One commitment as it is asked of one party. `counted` are the reports that were cleared, the oldest first;
    `at_work` the last that was not."""

    commitment_id: int
    body: Body
    counted: tuple[int, ...] = ()
    at_work: int | None = None
    submitted: bool = False

    @property
    def status(self) -> Status:
        if self.counted:
            return Status.REPORTED
        if self.at_work is None:
            return Status.SILENT
        return Status.WAITING if self.submitted else Status.DRAFTED

    @property
    def is_left(self) -> bool:
        """Whether its body has something to do: what waits for the validator is done for who drafted it."""
        return self.status in {Status.SILENT, Status.DRAFTED}

    @property
    def waits(self) -> bool:
        """For the validator, whether or not something was cleared before."""
        return self.at_work is not None and self.submitted


def asked_commitments(review_round: ReviewRound) -> CommitmentQuerySet:
    """Those that stand, were made by the first day of the round and came into force by its last."""
    made = CommitmentEvent.objects.made().filter(
        commitment=OuterRef("pk"),
        happened_on__lte=first_day(review_round),
        in_force_at__lt=end_of(review_round.closes_on),
    )
    return Commitment.objects.standing().filter(Exists(made))


def asked_in(review_round: ReviewRound, bodies: frozenset[Body] | None = None) -> list[Asked]:
    """Of `bodies`, of all if not given, as it stands now. Two queries."""
    if bodies is not None and not bodies:
        return []
    parties = CommitmentParty.objects.filter(commitment__in=asked_commitments(review_round).values("pk"))
    reports = Progress.objects.filter(round=review_round.pk, taken_back_at=None)
    by_place = _by_place(_of(reports, bodies).order_by("reported_on", "pk"))
    rows = _of(parties, bodies).order_by("commitment", "pk").values_list("commitment", "state", "organisation")
    return [_asked(commitment, body_in(state, other), by_place) for commitment, state, other in rows]


def body_in(state: int | None, organisation: int | None) -> Body:
    """Of a row of which one of the two is given."""
    return ("state", state) if state else ("organisation", organisation or 0)


def _of(rows: QuerySet[Any], bodies: frozenset[Body] | None) -> QuerySet[Any]:
    return rows if bodies is None else rows.filter(of_bodies(bodies))


type _Report = tuple[int, bool, bool]


def _by_place(reports: QuerySet[Any]) -> dict[tuple[int, Body], list[_Report]]:
    """Commitment and body → id, whether it was submitted, whether it was cleared."""
    found: dict[tuple[int, Body], list[_Report]] = defaultdict(list)
    names = ("commitment", "state", "organisation", "pk", "submitted_at", "cleared_at")
    for commitment, state, organisation, pk, submitted, cleared in reports.values_list(*names):
        found[commitment, body_in(state, organisation)].append((pk, bool(submitted), bool(cleared)))
    return found


def _asked(commitment: int, body: Body, by_place: dict[tuple[int, Body], list[_Report]]) -> Asked:
    reports: Sequence[_Report] = by_place.get((commitment, body), ())
    counted = tuple(pk for pk, _submitted, cleared in reports if cleared)
    at_work = [(pk, submitted) for pk, submitted, cleared in reports if not cleared]
    last, submitted = max(at_work, key=lambda one: (one[1], one[0]), default=(None, False))
    return Asked(commitment, body, counted, last, submitted)


def by_body(asked: Iterable[Asked]) -> dict[Body, list[Asked]]:
    found: dict[Body, list[Asked]] = defaultdict(list)
    for one in asked:
        found[one.body].append(one)
    return found
