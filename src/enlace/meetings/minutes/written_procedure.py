"""The written procedure: what came of it, of the answers of the states and the days. No Django."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Outcome = Literal["open", "approved", "objected"]


@dataclass(frozen=True)
class Said:
    """One answer of a state; they come in the order in which they were given."""

    state: int
    approves: bool


def last_said(answers: Iterable[Said]) -> dict[int, bool]:
    """What counts: of each state its last answer."""
    return {answer.state: answer.approves for answer in answers}


def outcome(members: Collection[int], answers: Iterable[Said], closes_on: date, day: date) -> Outcome:
    """Approved once every member has approved, or when the last day has passed and none objects: silence consents.

    Without members nobody can consent before the last day has passed.
    """
    counted = {state: approves for state, approves in last_said(answers).items() if state in set(members)}
    if members and len(counted) == len(set(members)) and all(counted.values()):
        return "approved"
    if day <= closes_on:
        return "open"
    return "approved" if all(counted.values()) else "objected"
