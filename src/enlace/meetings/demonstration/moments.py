"""Days and moments of the demonstration: history keeps its own, what is under way counts from the day of making."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enlace.core.clock import now, today

type When = str | int
"""A day or moment as ISO 8601 writes it, or how many days from now (less than none: ago)."""


def day_of(when: When) -> date:
    return today() + timedelta(days=when) if isinstance(when, int) else date.fromisoformat(when)


def moment_of(when: When, zone: ZoneInfo) -> datetime:
    """Of an ISO moment, on the clock of `zone`; a day alone is noon there."""
    if isinstance(when, int):
        return now() + timedelta(days=when)
    if "T" in when:
        return datetime.fromisoformat(when).replace(tzinfo=zone)
    return datetime.combine(date.fromisoformat(when), time(12), zone)
