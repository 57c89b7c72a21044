"""Which reminder before a meeting is due on a day. No Django: days, and what was said already."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

SILENT_STEPS = (7, 14, 30)
"""Days before the meeting at which who has not answered is reminded, the most urgent first."""
REGISTER_STEPS = (7,)


def reminder_key(kind: str, record: int, begins_on: date, step: int) -> str:
    """A meeting that moved to another day has others."""
    return f"{kind}:{record}:{begins_on.isoformat()}:{step}"


def reminder_keys(kind: str, record: int, begins_on: date, steps: Sequence[int]) -> list[str]:
    return [reminder_key(kind, record, begins_on, step) for step in steps]


def reminder_due(
    kind: str, record: int, begins_on: date, asked_on: date, day: date, given: Collection[str], steps: Sequence[int]
) -> str | None:
    """The key of what is to be said on `day`: the most urgent step, unless it or a later one was said.

    A step that no tick was there to say is not made up for. What was asked for on the day of a step or after it is not
    reminded of by that step; nothing is said from the first day of the meeting on.
    """
    left = (begins_on - day).days
    step = next((step for step in steps if 1 <= left <= step), None)
    if step is None or asked_on >= begins_on - timedelta(days=step):
        return None
    said = [one for one in steps if one <= step and reminder_key(kind, record, begins_on, one) in given]
    return None if said else reminder_key(kind, record, begins_on, step)
