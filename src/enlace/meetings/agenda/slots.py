"""Where a session goes that changes places with its neighbour. Pure, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

DAY = 24 * 60


@dataclass(frozen=True)
class Slot:
    """In minutes since midnight."""

    begins: int
    ends: int

    @property
    def length(self) -> int:
        return self.ends - self.begins


def slot_of(begins: time, ends: time) -> Slot:
    return Slot(begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute)


def clock(minutes: int) -> time:
    """Raises ValueError for what lies after the day."""
    return time(minutes // 60, minutes % 60)


def swapped(first: Slot, second: Slot) -> tuple[Slot, Slot]:
    """Where two sessions stand after they changed places, in the order in which they are given; `first` begins first.

    Lengths stay. One after the other: the second takes the beginning, the first follows after the same pause. At the
    same time: they swap their beginnings.
    """
    pause = second.begins - first.ends
    moved = Slot(first.begins, first.begins + second.length)
    start = moved.ends + pause if pause >= 0 else second.begins
    return Slot(start, start + first.length), moved


def neighbour(session: int, slots: Iterable[tuple[int, Slot]], *, earlier: bool) -> int | None:
    """The nearest that begins before, or after, among the sessions of a day."""
    known = dict(slots)
    own = known[session].begins
    if earlier:
        before = [(slot.begins, pk) for pk, slot in known.items() if slot.begins < own]
        return max(before)[1] if before else None
    after = [(slot.begins, pk) for pk, slot in known.items() if slot.begins > own]
    return min(after)[1] if after else None
