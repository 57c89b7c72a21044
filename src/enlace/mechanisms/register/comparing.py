"""Two to four mechanisms side by side: facts as rows, mechanisms as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.facts import SECTIONS, Fact, value_of
from enlace.mechanisms.register.shown import ShownFact, contact_shown, shown_fact

MOST = 4
"""More columns cannot be read side by side."""


@dataclass(frozen=True)
class Cell:
    """`label` is the name of the state, numbered where several of those compared are of it."""

    mechanism: Mechanism
    label: str
    fact: ShownFact


@dataclass(frozen=True)
class Row:
    """One fact. `same`: it is known of all and nowhere differs."""

    label: str
    cells: tuple[Cell, ...]
    same: bool

    @property
    def known(self) -> int:
        return sum(one.fact.known for one in self.cells)

    @property
    def partly(self) -> bool:
        """Known of some alone. Of a contact that is not published nobody says whether it is known."""
        return 0 < self.known < len(self.cells) and self.cells[0].fact.fact != "contact"


@dataclass(frozen=True)
class RowGroup:
    name: str
    label: str
    rows: tuple[Row, ...]


def chosen_to_compare(asked: Iterable[str], reader: Anyone) -> list[Mechanism]:
    """Those that the reader sees, each once, in the order asked."""
    wanted = list(dict.fromkeys(int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 19))
    found = Mechanism.objects.visible_to(reader).select_related("state").in_bulk(wanted)
    return [found[one] for one in wanted if one in found]


def comparison_of(mechanisms: Sequence[Mechanism], reader: Anyone) -> list[RowGroup]:
    shown = [contact_shown(one, reader) for one in mechanisms]
    labels = _labels(mechanisms)

    def row(fact: Fact) -> Row:
        values = [value_of(one, fact.name) for one in mechanisms]
        cells = [
            Cell(one, label, shown_fact(fact.name, value, contact=contact))
            for one, label, value, contact in zip(mechanisms, labels, values, shown, strict=True)
        ]
        same = all(one.fact.known for one in cells) and all(one == values[0] for one in values)
        return Row(cells[0].fact.label, tuple(cells), same)

    return [
        RowGroup(section.name, str(section.label), tuple(row(one) for one in section.facts)) for section in SECTIONS
    ]


def _labels(mechanisms: Sequence[Mechanism]) -> list[str]:
    countries = [one.country for one in mechanisms]
    return [
        f"{one.country_name} {countries[: place + 1].count(one.country)}"
        if countries.count(one.country) > 1
        else one.country_name
        for place, one in enumerate(mechanisms)
    ]
