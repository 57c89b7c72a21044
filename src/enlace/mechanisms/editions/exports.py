"""An edition as data, as it was: the columns of the register (`register.exports`). What everybody sees alone."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from enlace.mechanisms.editions.freezing import frozen_facts
from enlace.mechanisms.editions.queries import EntryRow, entry_rows
from enlace.mechanisms.models import Edition
from enlace.mechanisms.register.exports import (
    COLUMNS,
    VERSION,
    Absolute,
    as_json,
    cell,
    heads_of_columns,
    yes,
)
from enlace.network.exchange.table_writing import Written, as_csv
from enlace.network.exchange.tables import Cell
from enlace.network.states import alpha3


def edition_facts(edition: Edition, absolute: Absolute) -> dict[str, Any]:
    """Of a closed one. What was not known is null; texts stand by language, lists of bodies and sources as lists."""
    return {
        "version": VERSION,
        "edition": {
            "id": edition.pk,
            "address": absolute(edition.get_absolute_url()),
            "title": dict(edition.title),
            "opened_at": edition.opened_at,
            "closed_at": edition.closed_at,
            "illustrative": edition.illustrative,
        },
        "mechanisms": [_facts(row, absolute) for row in _public(edition)],
    }


def _public(edition: Edition) -> list[EntryRow]:
    return entry_rows(edition, None, AnonymousUser())


def _facts(row: EntryRow, absolute: Absolute) -> dict[str, Any]:
    values = _values(row)
    return {
        "id": row.entry.mechanism_id,
        "address": absolute(row.entry.get_absolute_url()),
        "country": row.then.country,
        "country_alpha3": alpha3(row.then.country) or None,
        "country_name": row.then.names,
        "in_the_network": row.then.member,
        **{column: as_json(column, values.get(column)) for column in COLUMNS},
        "verified_on": row.verified_on,
        "verified": row.entry.verified,
        "asked": row.then.asked,
        "answered": row.entry.answered,
        "illustrative": row.then.illustrative,
    }


def _values(row: EntryRow) -> dict[str, Any]:
    facts = frozen_facts(row.entry)
    columns = {column: value for fact in facts.values() for column, value in fact.items()}
    return columns | {"contact_public": "contact" in facts}


def edition_csv(edition: Edition, absolute: Absolute) -> bytes:
    """A line for each mechanism; of a text, a column for each language."""
    heads = heads_of_columns()
    header = [
        *("id", "country", "country_name", "in_the_network"),
        *(f"{column}_{code}" if code else column for column, code in heads),
        *("verified_on", "asked", "answered", "illustrative", "address"),
    ]
    return as_csv(Written("edition", header, [_row(row, absolute, heads) for row in _public(edition)]))


def _row(row: EntryRow, absolute: Absolute, heads: list[tuple[str, str]]) -> list[Cell]:
    values, then = _values(row), row.then
    return [
        *(str(row.entry.mechanism_id), then.country, str(then.country_name), yes(then.member)),
        *(cell(values, column, code) for column, code in heads),
        *(row.verified_on or "", yes(then.asked), yes(row.entry.answered), yes(then.illustrative)),
        absolute(row.entry.get_absolute_url()),
    ]
