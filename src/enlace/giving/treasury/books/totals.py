"""Sums of gifts by period or campaign, each currency by itself. Pure: rows and who reads them, no database.

The secretariat learns what came in together, never one gift: it is told the number of gifts and what remains of them,
only where at least `FEWEST` gifts stand together. Since the total of a year is told too, a part of so many gifts is
withheld beside those of fewer: one monthly gift may be all there is in several of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from enlace.giving.money.amounts import Money

FEWEST = 3


@dataclass(frozen=True)
class Sum:
    """Of one currency within `part` (a year, a month, the id of a campaign, 0 for none). `gifts` counts those paid."""

    part: int
    received: Money
    given_back: Money
    gifts: int
    told: bool = True

    @property
    def net(self) -> Money:
        return self.received - self.given_back

    @property
    def currency(self) -> str:
        return self.received.currency

    @property
    def is_small(self) -> bool:
        return self.gifts < FEWEST


def kept_back(sums: Iterable[Sum], *, with_total: bool) -> list[Sum]:
    """As the secretariat reads them: `told` is false where the sum is withheld. `with_total`: their total is told."""
    marked = [replace(one, told=not one.is_small) for one in sums]
    if not with_total:
        return marked
    for currency in {one.currency for one in marked}:
        while beside := _too_telling(marked, currency):
            place = marked.index(beside)
            marked[place] = replace(beside, told=False)
    return marked


def _too_telling(marked: Sequence[Sum], currency: str) -> Sum | None:
    """The part to withhold next, the smallest; None where nothing is withheld, or enough."""
    own = [one for one in marked if one.currency == currency]
    hidden = [one for one in own if not one.told]
    if not hidden or any(not one.is_small for one in hidden):
        return None
    return min((one for one in own if one.told), key=lambda one: (one.gifts, one.part), default=None)
