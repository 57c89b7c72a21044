"""What a published result says of one statement. Pure; what is missing or other than expected is not told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """How voices answered a statement; `common` where every group of opinion agrees.

    `about`: the counts are rounded, since answers were anonymous. `distinct`: there were groups of opinion.
    """

    agree: int
    disagree: int
    passed: int
    common: bool
    about: bool
    distinct: bool

    @property
    def seen(self) -> int:
        return self.agree + self.disagree + self.passed


def outcomes_of(facts: Any) -> dict[int, Outcome]:
    """By statement, the most common ground first; nothing where too few answered."""
    if not isinstance(facts, Mapping) or facts.get("too_few"):
        return {}
    found: dict[int, Outcome] = {}
    for one in facts.get("consensus") or ():
        if isinstance(one, Mapping) and _is_count(one.get("statement")):
            outcome = _outcome(one, facts)
            if outcome is not None:
                found[one["statement"]] = outcome
    return found


def _outcome(one: Mapping[str, Any], facts: Mapping[str, Any]) -> Outcome | None:
    counts = [one.get(name) for name in ("agree", "disagree", "pass")]
    if not all(map(_is_count, counts)) or not any(counts):
        return None
    agree, disagree, passed = counts
    return Outcome(
        agree,  # type: ignore[arg-type]
        disagree,  # type: ignore[arg-type]
        passed,  # type: ignore[arg-type]
        common=bool(one.get("common")),
        about=bool(facts.get("anonymous")),
        distinct=bool(facts.get("distinct")),
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
