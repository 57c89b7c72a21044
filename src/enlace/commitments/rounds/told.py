"""What was said once of a review round: a row for each person and each occasion, under a key that is unique."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from enlace.commitments.models import CommitmentReminder, ReviewRound

OPENED = "opened"


@dataclass(frozen=True)
class Told:
    """Of one person: the keys that were said, and the last day on which something was."""

    keys: Set[str] = frozenset()
    last: date | None = None


@dataclass
class _Gathered:
    keys: set[str] = field(default_factory=set)
    last: date | None = None


def opening_key(review_round: ReviewRound, person: int) -> str:
    return f"{_beginning(review_round)}{person}:{OPENED}"


def reminder_key(review_round: ReviewRound, person: int, step: int) -> str:
    """`step` days from the last day: moving that day reminds anew."""
    return f"{_beginning(review_round)}{person}:{review_round.closes_on.isoformat()}:{step}"


def told_by_person(review_round: ReviewRound) -> Mapping[int, Told]:
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    beginning = _beginning(review_round)
    rows = CommitmentReminder.objects.filter(key__startswith=beginning)
    for key, sent_at in rows.values_list("key", "sent_at"):
        person, day = key.removeprefix(beginning).partition(":")[0], timezone.localdate(sent_at)
        if person.isdecimal():
            one = gathered[int(person)]
            one.keys.add(key)
            one.last = max(one.last or day, day)
    return {person: Told(frozenset(one.keys), one.last) for person, one in gathered.items()}


def note_told(key: str, moment: datetime) -> bool:
    """Whether it is said for the first time; call it inside the transaction of what is said."""
    return CommitmentReminder.objects.get_or_create(key=key, defaults={"sent_at": moment})[1]


def forget_told(review_round: ReviewRound) -> None:
    CommitmentReminder.objects.filter(key__startswith=_beginning(review_round)).delete()


def _beginning(review_round: ReviewRound) -> str:
    return f"round:{review_round.pk}:"
