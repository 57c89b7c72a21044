"""When somebody is reminded: so many days before and after the last one. No database."""

from datetime import date, timedelta

STEPS = (-7, -2, 3, 10)
"""Days from the last day to report."""


def step_due(closes_on: date, day: date, told_on: date) -> int | None:
    """The newest step whose day has come, unless something was said on that day or since (`told_on`).

    Those before it are left out: after days without a tick one reminder goes, not several.
    """
    passed = [step for step in STEPS if closes_on + timedelta(days=step) <= day]
    if not passed or closes_on + timedelta(days=passed[-1]) <= told_on:
        return None
    return passed[-1]
