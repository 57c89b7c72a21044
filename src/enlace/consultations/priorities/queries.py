"""The priorities that were adopted: all of them by meeting, those that stand, and how each stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Priority, PriorityReview, ReviewOutcome
from enlace.consultations.models.priorities import PriorityQuerySet
from enlace.consultations.priorities.occasions import Occasion, Occasions


@dataclass(frozen=True)
class ShownPriority:
    """`last` is the review from which it follows how it stands; None until a meeting has reviewed it."""

    priority: Priority
    occasion: Occasion
    last: PriorityReview | None = None

    @property
    def is_concluded(self) -> bool:
        return self.last is not None and self.last.outcome == ReviewOutcome.CONCLUDED


@dataclass(frozen=True)
class Adopted:
    """What one meeting adopted."""

    occasion: Occasion
    priorities: list[ShownPriority]


def shown_priorities(found: PriorityQuerySet, reader: Anyone) -> list[ShownPriority]:
    """In the order of `found`. Four queries, however many they are."""
    priorities = list(found.select_related("challenge__state", "session__meeting"))
    occasions = Occasions((one.session for one in priorities), reader)
    last = last_reviews(priorities)
    return [ShownPriority(one, occasions.on(one.adopted_on, one.session), last.get(one.pk)) for one in priorities]


def last_reviews(priorities: Iterable[Priority]) -> dict[int, PriorityReview]:
    """By priority. One query."""
    rows = PriorityReview.objects.filter(priority__in=list(priorities)).order_by("reviewed_on", "pk")
    return {one.priority_id: one for one in rows}


def adopted_by_meeting(reader: Anyone) -> list[Adopted]:
    """The latest meeting first; of each in the order in which it adopted."""
    seen = Priority.objects.visible_to(reader).order_by(
        "-session__meeting__begins_on", "-session__meeting", "adopted_on", "session__begins", "order", "pk"
    )
    groups: dict[int, list[ShownPriority]] = defaultdict(list)
    for one in shown_priorities(seen, reader):
        groups[one.priority.session.meeting_id].append(one)
    return [Adopted(found[0].occasion, found) for found in groups.values()]


def current_priorities(reader: Anyone) -> PriorityQuerySet:
    """That no meeting has concluded, the newest first."""
    concluded = PriorityReview.objects.filter(priority=OuterRef("pk"), outcome=ReviewOutcome.CONCLUDED)
    return Priority.objects.visible_to(reader).filter(~Exists(concluded))
