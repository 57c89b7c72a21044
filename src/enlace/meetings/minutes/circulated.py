"""What is circulated for approval, frozen as JSON: the minutes of each session, and the decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace.core.languages import current_language
from enlace.core.texts import Text, Texts
from enlace.meetings.models import Decision, MinutesVersion
from enlace.network.states import state_name


@dataclass(frozen=True)
class CirculatedSession:
    session_id: int
    title: Text
    day: date
    hours: str
    text: str
    language: str


@dataclass(frozen=True)
class CirculatedDecision:
    decision_id: int
    session_id: int | None
    number: int
    text: Text
    owner: Text
    due_on: date | None


@dataclass(frozen=True)
class Circulated:
    sessions: tuple[CirculatedSession, ...]
    decisions: tuple[CirculatedDecision, ...]


def written(heads: Iterable[MinutesVersion], decisions: Iterable[Decision]) -> dict[str, Any]:
    """With the session of each version, and state and organisation of each decision, at hand."""
    return {
        "sessions": [_session_facts(one) for one in heads],
        "decisions": [_decision_facts(one) for one in decisions],
    }


def read(content: Mapping[str, Any]) -> Circulated:
    """In the language of the reader, as far as there is one."""
    return Circulated(
        tuple(_session(facts) for facts in content.get("sessions", ())),
        tuple(_decision(facts) for facts in content.get("decisions", ())),
    )


def highest_number(content: Mapping[str, Any]) -> int:
    return max((int(facts["number"]) for facts in content.get("decisions", ())), default=0)


def _session_facts(version: MinutesVersion) -> dict[str, Any]:
    session = version.session
    return {
        "session": session.pk,
        "version": version.pk,
        "title": dict(session.title),
        "day": session.day.isoformat(),
        "hours": f"{session.begins:%H:%M}–{session.ends:%H:%M}",
        "text": version.text,
        "language": version.language,
    }


def _decision_facts(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision.pk,
        "session": decision.session_id,
        "number": decision.number,
        "text": dict(decision.text),
        "state": decision.state.code if decision.state else "",
        "owner": dict(decision.organisation.name if decision.organisation else decision.owner),
        "due_on": decision.due_on.isoformat() if decision.due_on else "",
    }


def _session(facts: Mapping[str, Any]) -> CirculatedSession:
    return CirculatedSession(
        session_id=facts["session"],
        title=Texts(facts["title"]).in_language(),
        day=date.fromisoformat(facts["day"]),
        hours=facts["hours"],
        text=facts["text"],
        language=facts["language"],
    )


def _decision(facts: Mapping[str, Any]) -> CirculatedDecision:
    language = current_language()
    state = Text(state_name(facts["state"], language), language, False) if facts["state"] else None
    return CirculatedDecision(
        decision_id=facts["decision"],
        session_id=facts["session"],
        number=facts["number"],
        text=Texts(facts["text"]).in_language(),
        owner=state or Texts(facts["owner"]).in_language(),
        due_on=date.fromisoformat(facts["due_on"]) if facts["due_on"] else None,
    )
