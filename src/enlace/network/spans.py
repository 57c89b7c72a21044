"""Arithmetic of spans of days, from the first to the last, both included; no last day while it goes on. No Django."""

from collections.abc import Iterable
from datetime import date, timedelta

type Span = tuple[date, date | None]

DAY = timedelta(days=1)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as there can be, in order: what overlaps or follows on the next day is one."""
    found: list[Span] = []
    for since, until in sorted(spans, key=lambda span: span[0]):
        if found and _reaches(found[-1][1], since):
            found[-1] = (found[-1][0], later_end(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def _reaches(until: date | None, since: date) -> bool:
    return until is None or since <= until or since - until == DAY


def later_end(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def shared(span: Span, spans: Iterable[Span]) -> list[Span]:
    """The days of `span` that lie in one of `spans`."""
    since, until = span
    cut = [(max(since, first), _earlier_end(until, last)) for first, last in joined(spans)]
    return [(first, last) for first, last in cut if last is None or first <= last]


def _earlier_end(one: date | None, other: date | None) -> date | None:
    ends = [end for end in (one, other) if end is not None]
    return min(ends) if ends else None


def covers(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day <= span[1])
