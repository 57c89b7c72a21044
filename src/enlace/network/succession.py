"""Which warnings of succession are due on a day. No Django: spans of days, and what was warned of already."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from enlace.network.spans import DAY, Span, covers, joined

STEPS = (7, 30, 60)
"""Days before the end of a mandate at which its successor is asked for, the most urgent first."""


@dataclass(frozen=True)
class Term:
    """A mandate as far as succession goes. `seat` is what must not stay empty: a role in a state, say."""

    mandate: int
    seat: tuple[str, int | None]
    since: date
    until: date | None


@dataclass(frozen=True)
class Ending:
    mandate: int
    key: str


def has_successor(term: Term, terms: Iterable[Term]) -> bool:
    """Whether the seat is taken on the day after the term, or never becomes free."""
    if term.until is None:
        return True
    after = term.until + DAY
    return any(
        other.mandate != term.mandate and other.seat == term.seat and covers((other.since, other.until), after)
        for other in terms
    )


def ending_key(mandate: int, until: date, step: int) -> str:
    return f"ends:{mandate}:{until.isoformat()}:{step}"


def ending_keys(term: Term) -> list[str]:
    """All that can be said of this end of this mandate; another end has others."""
    return [ending_key(term.mandate, term.until, step) for step in STEPS] if term.until else []


def endings_due(terms: Collection[Term], day: date, given: Collection[str]) -> list[Ending]:
    """What is to be said on `day`: of each mandate that lasts the most urgent step, unless it or a later one was said.

    A step that no tick was there to say is not made up for. `terms` holds also those that begin later.
    """
    found = []
    for term in terms:
        step = _step(term, day)
        if step is None or has_successor(term, terms):
            continue
        said = [one for one in STEPS if one <= step and ending_key(term.mandate, term.until or day, one) in given]
        if not said:
            found.append(Ending(term.mandate, ending_key(term.mandate, term.until or day, step)))
    return found


def _step(term: Term, day: date) -> int | None:
    if term.until is None or not term.since <= day <= term.until:
        return None
    left = (term.until - day).days
    return next((step for step in STEPS if left <= step), None)


def vacant_since(memberships: Iterable[Span], focal_points: Iterable[Span], day: date) -> date | None:
    """The first day of the vacancy that lasts on `day`; None where no member is, or somebody speaks for it."""
    member = next((span for span in joined(memberships) if covers(span, day)), None)
    spoken_for = list(focal_points)
    if member is None or any(covers(span, day) for span in spoken_for):
        return None
    ends = [until for since, until in spoken_for if until is not None and until < day]
    return max([member[0], *(until + DAY for until in ends)])


def vacancy_keys(state: int) -> str:
    """How the keys of all vacancies of a state begin."""
    return f"vacant:{state}:"


def vacancy_key(state: int, since: date) -> str:
    return vacancy_keys(state) + since.isoformat()


def vacancy_is_told(state: int, since: date, told: Mapping[str, date]) -> bool:
    """`told` says on which day each warning was given: one given since the vacancy began is of this vacancy.

    So a correction of the day on which it began makes no new one.
    """
    own = vacancy_keys(state)
    return any(key == vacancy_key(state, since) or (key.startswith(own) and on >= since) for key, on in told.items())
