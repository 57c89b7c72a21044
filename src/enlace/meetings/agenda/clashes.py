"""Who or what is asked for twice at the same time. Pure, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from enlace.core.plain import plain


@dataclass(frozen=True)
class Booking:
    """What a session takes: a room (empty: none) and people, by id, from `begins` until `ends`."""

    session: int
    begins: datetime
    ends: datetime
    room: str = ""
    people: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Clash:
    """Two sessions at once in the room, or for the person; `first` begins first."""

    first: int
    second: int
    room: str = ""
    person: int | None = None


def clashes_of(bookings: Iterable[Booking]) -> list[Clash]:
    """In the order in which they begin. What ends when another begins is no clash; rooms are compared as read."""
    found: list[Clash] = []
    going_on: list[Booking] = []
    for booking in sorted(bookings, key=lambda one: (one.begins, one.session)):
        going_on = [one for one in going_on if one.ends > booking.begins]
        for other in going_on:
            if other.room and plain(other.room) == plain(booking.room):
                found.append(Clash(other.session, booking.session, room=other.room))
            both = sorted(other.people & booking.people)
            found += [Clash(other.session, booking.session, person=person) for person in both]
        going_on.append(booking)
    return found
