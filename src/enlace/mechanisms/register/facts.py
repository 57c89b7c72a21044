"""What the register says of a mechanism, fact by fact: what is asked, written and compared as one.

A fact has one column of `Mechanism` or several that belong together, as an amount and its currency. Its value is a
dict of its columns without what is empty; a fact that is not known has the empty one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enlace.core.texts import Texts, TextsField
from enlace.mechanisms.models import Mechanism

type Value = dict[str, Any]
"""By column: as JSON holds it, texts by language."""
type Facts = dict[str, Value]
"""By the name of the fact, those that are known."""


@dataclass(frozen=True)
class Fact:
    name: str
    label: Promise
    columns: tuple[str, ...]

    @property
    def of_several_lines(self) -> bool:
        """Whether each line is one thing: an institution, a source."""
        return self.name in LISTS


@dataclass(frozen=True)
class Section:
    name: str
    label: Promise
    facts: tuple[Fact, ...]


def _alone(name: str) -> Fact:
    field: Any = Mechanism._meta.get_field(name)
    return Fact(name, field.verbose_name, (name,))


LISTS = frozenset({"institutions", "civil_society", "academia", "sources"})
FUNCTIONS = ("risk_assessment", "training", "groups_at_risk", "partnerships")
SECTIONS = (
    Section(
        "identity",
        _("What it is"),
        (
            *map(_alone, ("name", "status")),
            Fact("launch", _("launched"), ("launched_on",)),
            Fact("instrument", _("legal instrument"), ("instrument", "instrument_link")),
            _alone("host"),
        ),
    ),
    Section(
        "composition",
        _("Who belongs to it"),
        tuple(map(_alone, ("institutions", "civil_society", "academia", "secretariat"))),
    ),
    Section(
        "budget",
        _("What it lives on"),
        (Fact("budget", _("budget"), ("budget", "budget_currency", "budget_year", "budget_note")),),
    ),
    Section("functions", _("What it does: the four functions"), tuple(map(_alone, FUNCTIONS))),
    Section("work", _("Its work"), tuple(map(_alone, ("activities", "outputs", "challenges", "next_steps")))),
    Section(
        "contact",
        _("Contact and sources"),
        (
            Fact("contact", _("contact"), ("contact", "contact_email", "contact_phone", "contact_public")),
            _alone("sources"),
        ),
    ),
)
FACTS: dict[str, Fact] = {fact.name: fact for section in SECTIONS for fact in section.facts}
"""By name, in the order in which they are asked and shown."""


def value_of(mechanism: Mechanism, name: str) -> Value:
    found = {column: getattr(mechanism, column) for column in FACTS[name].columns}
    return {
        column: dict(value) if isinstance(value, Texts) else value
        for column, value in found.items()
        if value not in ("", None, False) and value != {}
    }


def facts_of(mechanism: Mechanism) -> Facts:
    return {name: value for name in FACTS if (value := value_of(mechanism, name))}


def write_value(mechanism: Mechanism, name: str, value: Mapping[str, Any]) -> None:
    """Onto the record, without saving it; columns that `value` lacks become empty."""
    for column in FACTS[name].columns:
        field: Any = Mechanism._meta.get_field(column)
        given = value.get(column)
        if isinstance(field, TextsField):
            given = Texts({code: text.strip() for code, text in (given or {}).items()})
        elif given is None:
            given = field.get_default()
        setattr(mechanism, column, given)
