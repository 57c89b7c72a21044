"""What was said once of a review round, or of what upper apps add to its mail: a row for each person and each occasion,
under a key that is unique."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from enlace.commitments.models import CommitmentReminder, ReviewRound

OPENED = "opened"
PART = "part:"


@dataclass(frozen=True)
class Told:
    """Of one person: the keys that were said, and the last day on which something was."""

    keys: Set[str] = frozenset()
    last: date | None = None


@dataclass
class _Gathered:
    keys: set[str] = field(default_factory=set)
    last: date | None = None

    def add(self, key: str, day: date) -> None:
        self.keys.add(key)
        self.last = max(self.last or day, day)


def opening_key(review_round: ReviewRound, person: int) -> str:
    return f"{_beginning(review_round)}{person}:{OPENED}"


def reminder_key(review_round: ReviewRound, person: int, step: int) -> str:
    """`step` days from the last day: moving that day reminds anew."""
    return f"{_beginning(review_round)}{person}:{review_round.closes_on.isoformat()}:{step}"


def part_key(person: int, of: str) -> str:
    """`of` says which record and which occasion, as edition:3:opened."""
    return f"{PART}{person}:{of}"


def parts_told(record: str) -> Mapping[int, Told]:
    """By person, what was said of a record in parts of the mail (`rounds.parts`); `record` is as edition:3: is."""
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    for key, sent_at in CommitmentReminder.objects.filter(key__startswith=PART).values_list("key", "sent_at"):
        person, _colon, of = key.removeprefix(PART).partition(":")
        if person.isdecimal() and of.startswith(record):
            gathered[int(person)].add(key, timezone.localdate(sent_at))
    return {person: Told(frozenset(one.keys), one.last) for person, one in gathered.items()}


def told_on(day: date, beginning: str = "") -> frozenset[int]:
    """The people to whom a mail went on a day; of keys that begin so, as with PART."""
    start = timezone.make_aware(datetime.combine(day, time()))
    rows = CommitmentReminder.objects.filter(sent_at__gte=start, sent_at__lt=start + timedelta(days=1))
    keys = rows.filter(key__startswith=beginning).values_list("key", flat=True)
    return frozenset(person for key in keys if (person := _person_in(key)))


def _person_in(key: str) -> int:
    """0 where it names none."""
    kind, _colon, rest = key.partition(":")
    written = rest.split(":")[0 if kind == PART.rstrip(":") else 1 :][:1]
    return int(written[0]) if written and written[0].isdecimal() else 0


def told_by_person(review_round: ReviewRound) -> Mapping[int, Told]:
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    beginning = _beginning(review_round)
    rows = CommitmentReminder.objects.filter(key__startswith=beginning)
    for key, sent_at in rows.values_list("key", "sent_at"):
        person, day = key.removeprefix(beginning).partition(":")[0], timezone.localdate(sent_at)
        if person.isdecimal():
            gathered[int(person)].add(key, day)
    return {person: Told(frozenset(one.keys), one.last) for person, one in gathered.items()}


def note_told(key: str, moment: datetime) -> bool:
    """Whether it is said for the first time; call it inside the transaction of what is said."""
    return CommitmentReminder.objects.get_or_create(key=key, defaults={"sent_at": moment})[1]


def forget_told(review_round: ReviewRound) -> None:
    CommitmentReminder.objects.filter(key__startswith=_beginning(review_round)).delete()


def _beginning(review_round: ReviewRound) -> str:
    return f"round:{review_round.pk}:"
