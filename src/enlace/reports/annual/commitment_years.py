"""What became of each commitment in a year, as everybody may read it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Outcome
from enlace.commitments.making.bodies import named
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Evidence, Progress
from enlace.consultations.models import Approach


@dataclass(frozen=True)
class Reported:
    """A report that everybody reads; `evidence` is how much evidence of it everybody sees."""

    progress: Progress
    evidence: int


@dataclass(frozen=True)
class YearOfCommitment:
    """What became of one that stood at some time in the year. `level` is a value of Approach.

    `progress` was reported on it in the year, the first first; `outcome` where it was closed in the year.
    """

    commitment: Commitment
    parties: tuple[str, ...]
    made: bool
    renewed: bool
    outcome: str
    stands: bool
    progress: tuple[Reported, ...] = ()

    @property
    def level(self) -> str:
        return self.commitment.approach

    @property
    def reports(self) -> int:
        return len(self.progress)

    @property
    def evidence(self) -> int:
        return sum(one.evidence for one in self.progress)

    @property
    def is_reported(self) -> bool:
        return bool(self.progress)

    @property
    def is_achieved(self) -> bool:
        return self.outcome == Outcome.ACHIEVED


def years_of_commitments(year: int, day: date, reader: Anyone) -> list[YearOfCommitment]:
    """Those that stood on some day of the year up to `day`, by level and then in the order in which they were made."""
    seen = Commitment.objects.visible_to(reader).order_by("pk")
    events: dict[int, list[CommitmentEvent]] = defaultdict(list)
    acts = CommitmentEvent.objects.in_force().filter(commitment__in=seen.values("pk"), happened_on__lte=day)
    for event in acts.order_by("commitment", "number"):
        events[event.commitment_id].append(event)
    progress, parties = _progress(year, day, reader), _parties(seen)
    found = []
    for commitment in seen.filter(pk__in=events):
        own = events[commitment.pk]
        within = [event for event in own if event.happened_on.year == year]
        closed = own[-1].kind == Kind.CLOSED
        if closed and not within:
            continue
        found.append(
            YearOfCommitment(
                commitment=commitment,
                parties=parties.get(commitment.pk, ()),
                made=any(event.kind == Kind.MADE for event in within),
                renewed=any(event.kind == Kind.RENEWED for event in within),
                outcome=own[-1].outcome if closed else "",
                stands=not closed,
                progress=tuple(progress.get(commitment.pk, ())),
            )
        )
    order = [str(one) for one in Approach]
    return sorted(found, key=lambda one: (order.index(one.level), events[one.commitment.pk][0].happened_on))


def _progress(year: int, day: date, reader: Anyone) -> Mapping[int, Sequence[Reported]]:
    """By commitment, the reports of the year up to `day`, the first first."""
    visible = Progress.objects.visible_to(reader).cleared().filter(reported_on__range=(date(year, 1, 1), day))
    seen = Evidence.objects.visible_to(reader).filter(progress__in=visible.order_by().values("pk")).order_by()
    evidence = Counter(seen.values_list("progress", flat=True))
    found: dict[int, list[Reported]] = defaultdict(list)
    for one in visible.select_related("state", "organisation").order_by("reported_on", "pk"):
        found[one.commitment_id].append(Reported(one, evidence[one.pk]))
    return found


def _parties(seen: Any) -> dict[int, tuple[str, ...]]:
    """The names of the parties of each, in the reader's language and its order."""
    there: dict[int, set[Body]] = defaultdict(set)
    for row in CommitmentParty.objects.filter(commitment__in=seen.order_by().values("pk")):
        if row.body:
            there[row.commitment_id].add(row.body)
    ordered = named(frozenset().union(*there.values())) if there else []
    return {pk: tuple(str(one.name) for one in ordered if one.body in own) for pk, own in there.items()}
