"""What the demonstration's commitments are made of: who plays a part, and what its meetings and consultations left."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from enlace.accounts.models import User
from enlace.commitments.lineage.acts import Body
from enlace.commitments.models import Commitment, Framework, Strategy, Target
from enlace.consultations.demonstration.loading import ANNIVERSARY
from enlace.consultations.demonstration.loading import read as read_of_consultations
from enlace.consultations.models import Priority
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.demonstration.cast import Cast, demonstration_cast
from enlace.meetings.models import Decision, Meeting
from enlace.network.demonstration.accounts import ACCOUNTS, SECRETARY, VALIDATOR
from enlace.network.models import Role
from enlace.themes.models import Theme

FOLDER = Path(__file__).parent
TWELFTH = date(2021, 10, 21)
MORNING = time(10)
WRITTEN = Texts(
    {
        "es": "Documento ilustrativo, escrito para la demostración",
        "en": "Illustrative document, written for the demonstration",
        "pt": "Documento ilustrativo, escrito para a demonstração",
    }
)
"""The source of what the demonstration records as if from a document."""

type Plan = Mapping[str, Any]


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


@dataclass
class World:
    """`speakers` are accounts by the state or observer that they speak for; records by the keys of the plans."""

    cast: Cast
    meetings: dict[str, Meeting]
    priorities: dict[str, Priority]
    speakers: dict[str, User]
    secretary: User
    validator: User
    commitments: dict[str, Commitment] = field(default_factory=dict)
    strategies: dict[str, Strategy] = field(default_factory=dict)

    def body(self, key: str) -> Body:
        """Of the code of a state, or of the key of an observer."""
        if key in self.cast.states:
            return "state", self.cast.states[key].pk
        return "organisation", self.cast.organisations[key].pk

    def bodies(self, keys: Iterable[str]) -> list[Body]:
        return [self.body(key) for key in keys]

    def origins(self, plan: Plan) -> dict[str, Any]:
        """What a commitment comes from and is filed under."""
        decision = plan.get("decision")
        return {
            "priority": self.priorities.get(plan.get("priority", "")),
            "decision": Decision.objects.filter(text__es__startswith=decision).first() if decision else None,
            "strategy": self.strategies.get(plan.get("strategy", "")),
            "themes": list(Theme.objects.filter(slug__in=plan["themes"])),
            "targets": list(Target.objects.filter(framework=Framework.SDG, code__in=plan.get("targets", ()))),
        }


def demonstration_world() -> World | None:
    """None where the demonstration has no meetings or no accounts."""
    meetings = {
        "twelfth": Meeting.objects.filter(begins_on=TWELFTH).first(),
        "anniversary": Meeting.objects.filter(begins_on=ANNIVERSARY).first(),
        "technical": Meeting.objects.filter(illustrative=True, begins_on__lt=today()).first(),
        "coming": Meeting.objects.filter(illustrative=True, begins_on__gt=today()).first(),
    }
    found = {name: meeting for name, meeting in meetings.items() if meeting}
    users = {user.email: user for user in User.objects.filter(email__in=[one.email for one in ACCOUNTS])}
    if len(found) < len(meetings) or len(users) < len(ACCOUNTS):
        return None
    speakers = {one.of: users[one.email] for one in ACCOUNTS if one.role in (Role.FOCAL_POINT, Role.OBSERVER)}
    secretary, validator = users[SECRETARY.email], users[VALIDATOR.email]
    return World(demonstration_cast(), found, _priorities(), speakers, secretary, validator)


def _priorities() -> dict[str, Priority]:
    """By the key of the statement that was adopted."""
    entries = read_of_consultations("anniversary")["statements"]
    words = {entry["text"]["es"]: entry["key"] for entry in entries}
    adopted = Priority.objects.filter(illustrative=True).select_related("statement")
    found = {words.get(str(one.statement.text.get("es"))): one for one in adopted if one.statement}
    return {key: priority for key, priority in found.items() if key}
