"""What a state promised, and what it reported of it: drafts too, which are its own to see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Standing
from enlace.commitments.lineage.life import Life, life_of
from enlace.commitments.making.bodies import Named, named
from enlace.commitments.models import (
    Commitment,
    CommitmentEvent,
    Evidence,
    Milestone,
    Progress,
    ReviewRound,
    Strategy,
    of_bodies,
)
from enlace.network.models import State


@dataclass(frozen=True)
class Report:
    progress: Progress
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class Promise:
    """`acts` that the state sees; `reports` are its own, the newest first. `missing`: parties whose word is missing."""

    commitment: Commitment
    life: Life
    parties: Sequence[Named]
    missing: Sequence[Named]
    acts: Sequence[CommitmentEvent]
    milestones: Sequence[Milestone]
    reports: Sequence[Report]

    @property
    def standing(self) -> Standing:
        return self.life.standing

    @property
    def evidence(self) -> int:
        return sum(len(one.evidence) for one in self.reports)


@dataclass(frozen=True)
class ReportedRound:
    """`reports` of the state on commitments, cleared, in the round."""

    round: ReviewRound
    reports: int


@dataclass(frozen=True)
class PromiseFacts:
    commitments: Sequence[Promise]
    strategies: Sequence[Strategy]
    rounds: Sequence[ReportedRound]


def promise_facts(state: State, eyes: Anyone) -> PromiseFacts:
    reports = _reports(state, eyes)
    cleared = [one.progress for own in reports.values() for one in own if _counts(one.progress)]
    rounds = ReviewRound.objects.visible_to(eyes).defer("facts").order_by("-closes_on", "-pk")
    strategies = Strategy.objects.visible_to(eyes).filter(parties__state=state)
    return PromiseFacts(
        _promises(state, eyes, reports),
        list(strategies.prefetch_related("parties__state", "parties__organisation").order_by("-pk")),
        [ReportedRound(one, sum(each.round_id == one.pk for each in cleared)) for one in rounds],
    )


def _counts(progress: Progress) -> bool:
    return progress.cleared_at is not None and progress.taken_back_at is None


def _promises(state: State, eyes: Anyone, reports: dict[int, list[Report]]) -> list[Promise]:
    """Those that stand first, then what waits or is a draft, then what is closed; else the newest first."""
    body: frozenset[Body] = frozenset({("state", state.pk)})
    own = Commitment.objects.visible_to(eyes)
    milestones = Milestone.objects.visible_to(eyes).order_by("order", "pk")
    found = list(
        (own.with_party(body) | own.filter(of_bodies(body)))
        .order_by("-drafted_on", "-pk")
        .prefetch_related("parties", "events__confirmations", Prefetch("milestones", milestones))
    )
    acts: dict[int, list[CommitmentEvent]] = defaultdict(list)
    seen = CommitmentEvent.objects.visible_to(eyes).filter(commitment__in=found, taken_back_at=None)
    for event in seen.order_by("commitment", "number"):
        acts[event.commitment_id].append(event)
    lives = {one.pk: life_of(one) for one in found}
    names = named(party for life in lives.values() for party in life.parties)
    promises = [_promise(one, lives[one.pk], names, acts[one.pk], reports.get(one.pk, [])) for one in found]
    order = [Standing.STANDS, Standing.AWAITING, Standing.DRAFT, Standing.CLOSED]
    return sorted(promises, key=lambda one: order.index(one.standing))


def _promise(
    commitment: Commitment,
    life: Life,
    names: Sequence[Named],
    acts: Sequence[CommitmentEvent],
    reports: Sequence[Report],
) -> Promise:
    missing = life.missing(life.waiting) if life.waiting else frozenset()
    return Promise(
        commitment,
        life,
        [one for one in names if one.body in life.parties],
        [one for one in names if one.body in missing],
        acts,
        list(commitment.milestones.all()),
        reports,
    )


def _reports(state: State, eyes: Anyone) -> dict[int, list[Report]]:
    """By commitment."""
    found = list(Progress.objects.visible_to(eyes).filter(state=state).order_by("-reported_on", "-pk"))
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.visible_to(eyes).filter(progress__in=found).order_by("progress", "pk"):
        evidence[one.progress_id].append(one)
    reports: dict[int, list[Report]] = defaultdict(list)
    for progress in found:
        reports[progress.commitment_id].append(Report(progress, evidence[progress.pk]))
    return reports
