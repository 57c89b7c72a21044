"""What an edition keeps of a mechanism when it is closed."""

from dataclasses import dataclass
from typing import Any

from enlace.core.languages import language_codes
from enlace.core.texts import Text, Texts
from enlace.mechanisms.models import Entry, Mechanism
from enlace.mechanisms.register.facts import FACTS, Facts, facts_of
from enlace.network.states import state_name

THEN = "then"
"""Beside the facts: what else an entry says and what may be otherwise tomorrow."""


def entry_facts(mechanism: Mechanism, *, asked: bool = False, member: bool | None = None) -> dict[str, Any]:
    """As `Entry.facts` keeps them: without the contact unless it is public, with the names of the country as they are.

    `asked`: whether it has a questionnaire in the edition. `member`: whether its state is a member; by default whether
    it has one.
    """
    facts = facts_of(mechanism)
    if not mechanism.contact_public:
        facts.pop("contact", None)
    return facts | {
        THEN: {
            "country": mechanism.country,
            "names": {code: state_name(mechanism.country, code) for code in language_codes()},
            "member": mechanism.state_id is not None if member is None else member,
            "asked": asked,
            "illustrative": mechanism.illustrative,
        }
    }


@dataclass(frozen=True)
class Then:
    """What an entry says beside the facts, as it was."""

    country: str
    names: Texts
    member: bool
    asked: bool
    illustrative: bool

    @property
    def country_name(self) -> Text:
        """Without the note of another language: a name that CLDR has in all of them."""
        return self.names.in_language()


def then_of(entry: Entry) -> Then:
    kept = entry.facts.get(THEN) or {}
    return Then(
        country=kept.get("country", ""),
        names=Texts(kept.get("names") or {}),
        member=bool(kept.get("member")),
        asked=bool(kept.get("asked")),
        illustrative=bool(kept.get("illustrative")),
    )


def frozen_facts(entry: Entry) -> Facts:
    """The facts alone, without those that the register does not know any more."""
    return {name: value for name, value in entry.facts.items() if name in FACTS}
