"""Comparisons with the books of providers, in the words of their reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from enlace.core.languages import current_language
from enlace.giving.models import Reconciliation
from enlace.giving.settling.reconciling_actions import WRITTEN_DOWN
from enlace.giving.settling.reconciling_words import difference_in_words


@dataclass(frozen=True)
class Comparison:
    """`open` counts the differences that need a person; the others were written down."""

    reconciliation: Reconciliation
    sentences: list[str]
    open: int


def comparison_of(one: Reconciliation) -> Comparison:
    sentences = [difference_in_words(found, current_language()) for found in one.found]
    return Comparison(one, sentences, sum(found["kind"] not in WRITTEN_DOWN for found in one.found))


def last_of_each(names: Iterable[str]) -> dict[str, Comparison | None]:
    """provider → its last comparison that ended, None where there is none."""
    found: dict[str, Comparison | None] = {}
    for name in names:
        last = Reconciliation.objects.filter(provider=name).exclude(ended_at=None).first()
        found[name] = comparison_of(last) if last else None
    return found
