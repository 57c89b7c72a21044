"""The register as data: JSON with keys that stay, CSV with a column for each language. What everybody sees alone."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.core.texts import TextsField
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.facts import FACTS, LISTS, value_of
from enlace.mechanisms.register.queries import Register
from enlace.mechanisms.register.shown import contact_shown
from enlace.network.exchange.table_writing import Written, as_csv
from enlace.network.exchange.tables import Cell
from enlace.network.states import state_name

type Absolute = Callable[[str], str]
"""Makes a whole address."""

VERSION = 1
"""Of what the files look like; described in docs/mechanisms.md."""
COLUMNS = tuple(column for fact in FACTS.values() for column in fact.columns)


def register_facts(register: Register, reader: Anyone, absolute: Absolute) -> dict[str, Any]:
    """What is not known is null; texts stand by language, lists of bodies and sources as lists."""
    return {
        "version": VERSION,
        "made_on": today(),
        "register": absolute(reverse("mechanisms:mechanisms")),
        "selection": {"function": register.selection.function or None, "status": register.selection.status or None},
        "mechanisms": [_facts(one, reader, absolute) for one in register.chosen],
    }


def _facts(mechanism: Mechanism, reader: Anyone, absolute: Absolute) -> dict[str, Any]:
    values = _values(mechanism, reader)
    return {
        "id": mechanism.pk,
        "address": absolute(mechanism.get_absolute_url()),
        "country": mechanism.country,
        "country_alpha3": mechanism.alpha3 or None,
        "country_name": {code: state_name(mechanism.country, code) for code in language_codes()},
        "in_the_network": mechanism.state_id is not None,
        **{column: as_json(column, values.get(column)) for column in COLUMNS},
        "verified_on": mechanism.verified_on or None,
        "verified": mechanism.verified,
        "published_at": mechanism.published_at,
        "changed_at": mechanism.changed_at,
        "illustrative": mechanism.illustrative,
    }


def _values(mechanism: Mechanism, reader: Anyone) -> dict[str, Any]:
    """By column, without what is empty or not for this reader."""
    facts = [name for name in FACTS if name != "contact" or contact_shown(mechanism, reader)]
    values = {column: value for name in facts for column, value in value_of(mechanism, name).items()}
    return values | {"contact_public": mechanism.contact_public}


def as_json(column: str, value: Any) -> Any:
    if column not in LISTS or value is None:
        return value
    return value.split("\n") if isinstance(value, str) else {code: text.split("\n") for code, text in value.items()}


def register_csv(register: Register, reader: Anyone, absolute: Absolute) -> bytes:
    """A line for each mechanism; of a text, a column for each language."""
    heads = heads_of_columns()
    header = [
        *("id", "country", "country_name", "in_the_network"),
        *(f"{column}_{code}" if code else column for column, code in heads),
        *("verified_on", "illustrative", "address"),
    ]
    rows = [_row(one, reader, absolute, heads) for one in register.chosen]
    return as_csv(Written("mechanisms", header, rows))


def heads_of_columns() -> list[tuple[str, str]]:
    """Each column, and the language where it is a text."""
    return [(column, code) for column in COLUMNS for code in languages_of(column)]


def languages_of(column: str) -> tuple[str, ...]:
    return language_codes() if isinstance(Mechanism._meta.get_field(column), TextsField) else ("",)


def _row(mechanism: Mechanism, reader: Anyone, absolute: Absolute, heads: list[tuple[str, str]]) -> list[Cell]:
    values = _values(mechanism, reader)
    return [
        *(str(mechanism.pk), mechanism.country, mechanism.country_name, yes(mechanism.state_id is not None)),
        *(cell(values, column, code) for column, code in heads),
        *(mechanism.verified_on, yes(mechanism.illustrative), absolute(mechanism.get_absolute_url())),
    ]


def cell(values: Mapping[str, Any], column: str, code: str) -> str:
    """What stands in the column, in one language where `code` names it."""
    value = values.get(column)
    if isinstance(value, bool):
        return yes(value)
    text = (value or {}).get(code, "") if code else "" if value is None else str(value)
    return text.replace("\n", "; ") if column in LISTS else text


def yes(value: bool) -> str:
    return "yes" if value else "no"
