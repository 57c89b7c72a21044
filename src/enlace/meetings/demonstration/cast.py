"""Who plays a part in the demonstration's meetings: what its network has, by short names."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from enlace.network.dated import on_day
from enlace.network.demonstration.accounts import ACCOUNTS
from enlace.network.demonstration.loading import institution_of
from enlace.network.demonstration.loading import read as read_of_the_network
from enlace.network.models import Mandate, Organisation, Person, Role, Sector, State
from enlace.network.people_actions import record_person

FOLDER = Path(__file__).parent


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@dataclass(frozen=True)
class Cast:
    """`states` by code; `organisations` by the key of an observer, by `secretariat`, or by the code of its state;
    `people` by the address of their account; `languages` of the states by code.
    """

    states: dict[str, State]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    languages: dict[str, str]

    def organisation(self, key: str) -> Organisation | None:
        return self.organisations.get(key)

    def focal_point(self, code: str, day: date) -> Person | None:
        """Of that day, else the first on record."""
        mandates = Mandate.objects.filter(state=self.states[code], role=Role.FOCAL_POINT).order_by("since")
        held = mandates.filter(on_day(day)).last() or mandates.first()
        return held.person if held else None

    def legal_office(self, code: str) -> Person:
        """Another office of the state, that goes along; made when first asked for."""
        email = f"delegacion.{code.lower()}@example.org"
        known = Person.objects.filter(email=email).first()
        if known:
            return known
        language = self.languages[code]
        with override(language):
            name = f"{read('words')['second'][language]}, {self.states[code].name}"
        return record_person(by=None, name=name, email=email, language=language, illustrative=True)

    def observer(self, key: str) -> Person | None:
        held = Mandate.objects.filter(organisation=self.organisations[key], role=Role.OBSERVER).first()
        return held.person if held else None


def demonstration_cast() -> Cast:
    states = {state.code: state for state in State.objects.all()}
    organisations = {code: one for code, state in states.items() if (one := institution_of(state))}
    named = {entry["key"]: entry["name"]["es"] for entry in read_of_the_network("words")["observers"]}
    known = {str(one.name.get("es")): one for one in Organisation.objects.filter(state=None)}
    organisations |= {key: known[name] for key, name in named.items() if name in known}
    secretariat = Organisation.objects.filter(sector=Sector.SECRETARIAT).first()
    if secretariat:
        organisations["secretariat"] = secretariat
    addresses = [account.email for account in ACCOUNTS]
    people = {one.email: one for one in Person.objects.filter(email__in=addresses)}
    languages = {entry["code"]: entry["language"] for entry in read_of_the_network("states")}
    return Cast(states, organisations, people, languages)
