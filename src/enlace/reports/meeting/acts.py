"""What parties promised at a meeting, and between the meeting before and this one, as everybody may read it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q, QuerySet

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import Commitment, CommitmentEvent, Evidence, Progress
from enlace.commitments.models.bodies import OfBody
from enlace.consultations.models import Approach
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.meetings.models import Meeting

PARTIES = ("commitment__parties__state", "commitment__parties__organisation")


@dataclass(frozen=True)
class Act:
    """An act that came into force. `parties` are states before observers, each by name."""

    event: CommitmentEvent
    parties: tuple[str, ...]

    @property
    def commitment(self) -> Commitment:
        return self.event.commitment

    @property
    def level(self) -> str:
        return self.commitment.approach

    @property
    def title(self) -> Text:
        """In the words that the act made or changed; where it left them as they were, in those of today."""
        return self.event.shown_title if self.event.title else self.commitment.shown_title


@dataclass(frozen=True)
class SinceLast:
    """From the day after `before` ended to the day before this meeting began. `reports` are of these days; `evidence`
    is by the id of a report how much of it is seen."""

    before: Meeting
    acts: Sequence[Act]
    reports: Sequence[Progress] = ()
    evidence: Mapping[int, int] = field(default_factory=dict)

    def reports_of(self, level: str) -> list[Progress]:
        return [one for one in self.reports if one.commitment.approach == level]

    def evidence_of(self, reports: Iterable[Progress]) -> int:
        return sum(self.evidence.get(one.pk, 0) for one in reports)


def of_kind(acts: Sequence[Act], kind: Kind) -> list[Act]:
    return [one for one in acts if one.event.kind == kind]


def of_level(acts: Sequence[Act], level: str) -> list[Act]:
    return [one for one in acts if one.level == level]


def acts_at(meeting: Meeting, reader: Anyone) -> list[Act]:
    """By level and title."""
    acts = _read(CommitmentEvent.objects.visible_to(reader).in_force().filter(meeting=meeting))
    order = [str(level) for level in Approach]
    return sorted(acts, key=lambda one: (order.index(one.level), plain(str(one.title)), one.event.pk))


def since_last(meeting: Meeting, reader: Anyone) -> SinceLast | None:
    """None where no earlier meeting is on record. Acts that name this meeting were done at it."""
    earlier = Meeting.objects.visible_to(reader).filter(ends_on__lt=meeting.begins_on, cancelled_at=None)
    before = earlier.order_by("-begins_on", "-pk").first()
    if before is None:
        return None
    days = (before.ends_on + timedelta(days=1), meeting.begins_on - timedelta(days=1))
    events = CommitmentEvent.objects.visible_to(reader).in_force().filter(happened_on__range=days)
    acts = _read(events.filter(~Q(meeting__in=[meeting, before]) | Q(meeting=None)))
    reports = Progress.objects.visible_to(reader).cleared().filter(reported_on__range=days)
    evidence = Evidence.objects.visible_to(reader).filter(progress__in=reports.order_by().values("pk")).order_by()
    return SinceLast(
        before,
        sorted(acts, key=lambda one: (one.event.happened_on, one.event.pk)),
        list(reports.select_related("commitment", "state", "organisation").order_by("reported_on", "pk")),
        Counter(evidence.values_list("progress", flat=True)),
    )


def _read(events: QuerySet[CommitmentEvent]) -> list[Act]:
    found = events.select_related("commitment").prefetch_related(*PARTIES)
    return [Act(one, names_of(one.commitment.parties.all())) for one in found]


def names_of(parties: Iterable[OfBody]) -> tuple[str, ...]:
    """States before observers, each by name."""
    ordered = sorted(parties, key=lambda one: (one.state_id is None, plain(str(one.shown_body))))
    return tuple(str(one.shown_body) for one in ordered)
