"""The facts of a mechanism as a reader gets them, in their language: what is not known is said as such."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.dates import Precision, date_in_words
from enlace.core.languages import current_language
from enlace.core.texts import Text, Texts
from enlace.mechanisms.models import Mechanism, Status
from enlace.mechanisms.register.amounts import amount_in_words
from enlace.mechanisms.register.facts import FACTS, SECTIONS, Fact, Facts, Value
from enlace.network.roles import roles_of

PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class ShownFact:
    """`text` for what is one text, `lines` for what is a list of things; `missing` says why neither is there.

    `note` stands beneath (about the budget); `email` and `phone` with a contact. `dated`: say when it was verified,
    because it was earlier than others were, or never.
    """

    fact: str
    label: str
    known: bool
    text: Text
    lines: tuple[str, ...] = ()
    link: str = ""
    amount: str = ""
    note: Text | None = None
    email: str = ""
    phone: str = ""
    missing: str = ""
    verified_on: date | None = None
    dated: bool = False


@dataclass(frozen=True)
class ShownSection:
    """`told`: its facts are texts to read, each beneath its own heading, and no short lines."""

    name: str
    label: str
    facts: tuple[ShownFact, ...]

    @property
    def told(self) -> bool:
        return self.name in ("functions", "work")


def shown_sections(facts: Facts, verified: Mapping[str, str], *, contact: bool) -> list[ShownSection]:
    """All facts in their sections. `contact`: whether this reader may see it (`contact_shown`)."""
    days = {name: _day(verified.get(name, "")) for name in FACTS if name in facts}
    newest = max(filter(None, days.values()), default=None)
    return [
        ShownSection(
            section.name,
            str(section.label),
            tuple(
                _shown(fact, facts.get(fact.name, {}), days.get(fact.name), newest, contact) for fact in section.facts
            ),
        )
        for section in SECTIONS
    ]


def shown_fact(name: str, value: Value, *, contact: bool = True) -> ShownFact:
    """One fact alone, as in a table that compares."""
    return _shown(FACTS[name], value, None, None, contact)


def partial_date_in_words(day: str) -> str:
    """2015, mayo de 2015 or 4 de mayo de 2015."""
    start = date.fromisoformat(f"{day}-01-01"[:10])
    return date_in_words(start, current_language(), precision=PRECISIONS[len(day)])


def contact_shown(mechanism: Mechanism, reader: Anyone) -> bool:
    """Whether this reader may see whom to contact: everybody, or those of its state and the secretariat."""
    roles = roles_of(reader)
    return mechanism.contact_public or roles.is_secretary or mechanism.state_id in roles.states


def day_verified(mechanism: Mechanism) -> date | None:
    """The newest day on which anything of it was verified."""
    return _day(mechanism.verified_on)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _shown(fact: Fact, value: Value, verified_on: date | None, newest: date | None, contact: bool) -> ShownFact:
    if fact.name == "contact" and not contact:
        return ShownFact(fact.name, capfirst(str(fact.label)), known=False, text=_own(""), missing=_("Not published"))
    parts = _parts(fact, value)
    return ShownFact(
        fact.name,
        capfirst(str(fact.label)),
        known=bool(value),
        missing="" if value else _("Not known"),
        verified_on=verified_on,
        dated=bool(value) and verified_on != newest,
        **{"text": _own("")} | parts,
    )


def _parts(fact: Fact, value: Value) -> dict[str, Any]:
    if not value:
        return {}
    if fact.name == "status":
        return {"text": _own(capfirst(str(dict(Status.choices).get(value["status"], value["status"]))))}
    if fact.name == "launch":
        return {"text": _own(partial_date_in_words(value["launched_on"]))}
    if fact.name == "budget":
        return {"amount": _amount(value), "note": _text(value.get("budget_note"))}
    if fact.name == "instrument":
        return {"text": _text(value.get("instrument")), "link": value.get("instrument_link", "")}
    if fact.name == "contact":
        kept = {"email": value.get("contact_email", ""), "phone": value.get("contact_phone", "")}
        return {"text": _text(value.get("contact")), **kept}
    (column,) = fact.columns
    text = _text(value[column])
    return {"text": text, "lines": tuple(text.text.split("\n"))} if fact.of_several_lines else {"text": text}


def _amount(value: Value) -> str:
    if "budget" not in value:
        return ""
    amount = amount_in_words(value["budget"], value.get("budget_currency", ""), current_language())
    return f"{amount} ({value['budget_year']})" if "budget_year" in value else amount


def _text(value: Mapping[str, str] | str | None) -> Text:
    return _own(value) if isinstance(value, str) else Texts(value).in_language()


def _own(text: str) -> Text:
    return Text(text, current_language(), fallback=False)
