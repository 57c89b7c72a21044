"""What the demonstration's register is made of: its plans, who answers for a state and who clears for it."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from enlace.accounts.models import User
from enlace.commitments.demonstration.world import World as Commitments
from enlace.commitments.demonstration.world import at
from enlace.core.clock import now, today
from enlace.core.registry import SignIn
from enlace.mechanisms.models import Mechanism
from enlace.meetings.demonstration.moments import When, day_of
from enlace.network.demonstration.accounts import Account
from enlace.network.demonstration.loading import give_account, hold, institution_of, make_office
from enlace.network.demonstration.loading import read as read_of_the_network
from enlace.network.models import Role, State

FOLDER = Path(__file__).parent
STATES = ("AR", "BR", "CO", "CR", "EC", "GT", "MX", "PE", "PY", "UY")
VALIDATORS = (
    Account(
        *("validador.py@example.org", "Oficina del validador de Paraguay", "es", Role.VALIDATOR),
        *("clears for Paraguay", "PY"),
    ),
    Account(
        *("validador.br@example.org", "Escritório do validador do Brasil", "pt", Role.VALIDATOR),
        *("clears for Brazil, in Portuguese", "BR"),
    ),
)
"""Beside that of Uruguay, which the network's demonstration has."""
WITH_VALIDATOR = ("AR", "CO", "CR", "MX")
"""States whose validator has no account here; the others have none, so that the secretariat sees what that means."""
TERM = timedelta(days=400)

type Plan = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def sign_ins() -> list[SignIn]:
    return [SignIn(one.email, one.password, one.name, one.may) for one in VALIDATORS]


@dataclass
class World:
    """Mechanisms by the code of their state; who answers and who clears, by that code too."""

    states: dict[str, State]
    speakers: dict[str, User]
    validators: dict[str, User]
    secretary: User
    plans: dict[str, Plan]
    mechanisms: dict[str, Mechanism] = field(default_factory=dict)

    def renew(self) -> None:
        """As they are in the register now."""
        for code, mechanism in self.mechanisms.items():
            self.mechanisms[code] = Mechanism.objects.get(pk=mechanism.pk)


def register_world(commitments: Commitments) -> World:
    words = read_of_the_network("words")
    validators = {"UY": commitments.validator}
    for account in VALIDATORS:
        give_account(account, words, {}, commitments.cast.organisations["secretariat"])
        validators[account.of] = User.objects.get(email=account.email)
    for code in WITH_VALIDATOR:
        _name_validator(commitments.cast.states[code], words)
    states = {code: commitments.cast.states[code] for code in STATES}
    plans = {code: read(f"register/{code}") for code in STATES}
    return World(states, commitments.speakers, validators, commitments.secretary, plans)


def _name_validator(state: State, words: Plan) -> None:
    office, span = words["offices"][Role.VALIDATOR], (today() - TERM, today() + TERM)
    person = make_office(Role.VALIDATOR, state, "es", words)
    hold(person, Role.VALIDATOR, office, *span, state, institution_of(state))


def moment(when: When) -> datetime:
    """In the morning of a day; never later than now."""
    return min(now(), at(day_of(when)))
