"""The directory as tables, in the words of the reader, so that importing them again changes nothing."""

from collections.abc import Callable, Iterable

from enlace.network.exchange.table_cells import KINDS, NO, STATE_KIND, YES
from enlace.network.exchange.table_columns import (
    ILLUSTRATIVE,
    MANDATES,
    MEMBERSHIPS,
    Table,
    titles,
)
from enlace.network.exchange.table_writing import Written
from enlace.network.exchange.tables import Cell
from enlace.network.models import Mandate, Membership
from enlace.network.models.members import Sector
from enlace.network.roles import Role
from enlace.network.states import state_name

type Value[Item] = Callable[[Item, str, str], Cell]


def mandates_table() -> Written:
    every = Mandate.objects.select_related("person", "state", "organisation", "nomination")
    mandates = list(every.order_by("state__code", "organisation", "role", "since", "pk"))
    sample = any(map(_is_sample, mandates))
    return _written(MANDATES, mandates, _mandate_cell, sample)


def memberships_table() -> Written:
    every = Membership.objects.select_related("state", "organisation")
    memberships = list(every.order_by("state__code", "organisation", "since", "pk"))
    sample = any(membership.illustrative for membership in memberships)
    return _written(MEMBERSHIPS, memberships, _membership_cell, sample)


def empty_table(table: Table) -> Written:
    """The header alone, to be filled in."""
    return Written(_name(table), [header for _column, _language, header in titles(table, without=(ILLUSTRATIVE,))], [])


def _written[Item](table: Table, items: Iterable[Item], cell: Value[Item], sample: bool) -> Written:
    columns = list(titles(table, without=() if sample else (ILLUSTRATIVE,)))
    rows = [[cell(item, column.key, language) for column, language, _header in columns] for item in items]
    return Written(_name(table), [header for _column, _language, header in columns], rows)


def _name(table: Table) -> str:
    label = str(table.label)
    return label[:1].upper() + label[1:]


def _is_sample(mandate: Mandate) -> bool:
    return mandate.illustrative or mandate.person.illustrative


def _mandate_cell(mandate: Mandate, key: str, language: str) -> Cell:
    person, organisation = mandate.person, mandate.organisation
    values: dict[str, Callable[[], Cell]] = {
        "role": lambda: str(Role(mandate.role).label),
        "state": lambda: mandate.state.name if mandate.state else "",
        "organisation": lambda: organisation.name.get(language, "") if organisation else "",
        "sector": lambda: str(Sector(organisation.sector).label) if organisation else "",
        "name": lambda: person.name,
        "office": lambda: mandate.office.get(language, ""),
        "email": lambda: person.email,
        "phone": lambda: person.phone,
        "language": lambda: person.language if person.name or person.email else "",
        "since": lambda: mandate.since,
        "until": lambda: mandate.until or "",
        "reference": lambda: mandate.nomination.reference if mandate.nomination else "",
        "illustrative": lambda: str(YES) if _is_sample(mandate) else str(NO),
    }
    return values[key]()


def _membership_cell(membership: Membership, key: str, language: str) -> Cell:
    organisation = membership.organisation
    kind = organisation.sector if organisation else STATE_KIND
    values: dict[str, Callable[[], Cell]] = {
        "member": lambda: _member(membership, language),
        "kind": lambda: str(KINDS.labels[kind]) if kind in KINDS.labels else "",
        "since": lambda: membership.since,
        "until": lambda: membership.until or "",
        "launched": lambda: str(YES) if membership.launched else str(NO),
        "source": lambda: membership.source,
        "illustrative": lambda: str(YES) if membership.illustrative else str(NO),
    }
    return values[key]()


def _member(membership: Membership, language: str) -> str:
    """A state by its name in the language of the column."""
    if membership.state:
        return state_name(membership.state.code, language)
    return membership.organisation.name.get(language, "") if membership.organisation else ""
