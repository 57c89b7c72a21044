"""The delegations to the next meeting, each as far as the plan says: invited, answered, named, approved, registered."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.delegations.actions import approve_delegation, submit_delegation
from enlace.meetings.delegations.delegate_actions import name_delegate
from enlace.meetings.delegations.invitation_actions import answer_invitation, invite_delegations
from enlace.meetings.delegations.registration_actions import register_delegate
from enlace.meetings.demonstration.cast import Cast, read
from enlace.meetings.models import Delegation, Meeting
from enlace.meetings.models.delegations import Answer, TakesPart
from enlace.network.models import Person

STAGES = ("answered", "named", "submitted", "approved", "registered")
"""In their order: who is at one has passed those before."""
DATED = {"answered_at": 9, "submitted_at": 6, "approved_at": 5}
"""Days ago."""


def make_coming_delegations(meeting: Meeting, plan: Mapping[str, Any], cast: Cast) -> None:
    observers = [key for key in _all_of(plan) if key not in cast.states]
    invited = invite_delegations(
        meeting,
        by=None,
        states=list(cast.states.values()),
        organisations=[cast.organisations[key] for key in observers],
        illustrative=True,
    )
    keys = [*cast.states, *observers]
    for key, delegation in zip(keys, invited.delegations, strict=True):
        _take_along(key, delegation, plan, cast)
    ago = {"invited_at": -plan["invited"], **DATED}
    for name, days in ago.items():
        meeting.delegations.exclude(**{name: None}).update(**{name: now() - timedelta(days=days)})


def _all_of(plan: Mapping[str, Any]) -> list[str]:
    return [key for name in ("unanswered", "not_coming", *STAGES) for key in plan[name]]


def _take_along(key: str, delegation: Delegation, plan: Mapping[str, Any], cast: Cast) -> None:
    if key in plan["not_coming"]:
        answer_invitation(delegation, by=None, answer=Answer.NOT_COMING)
    stage = next((number for number, name in enumerate(STAGES) if key in plan[name]), -1)
    if stage >= STAGES.index("answered"):
        delegation = answer_invitation(delegation, by=None, answer=Answer.COMING)
    if stage >= STAGES.index("named"):
        _name(key, delegation, cast)
    if stage >= STAGES.index("submitted"):
        submit_delegation(delegation, by=None)
    if stage >= STAGES.index("approved") and delegation.state_id:
        approve_delegation(delegation, by=None)
    if stage >= STAGES.index("registered"):
        _register(key, delegation, plan)


def _name(key: str, delegation: Delegation, cast: Cast) -> None:
    words = read("words")
    if key not in cast.states:
        liaison = cast.observer(key) or _new_liaison(key, words)
        _put_in(delegation, liaison, words["liaison"])
        return
    head = cast.focal_point(key, today())
    for person, office in ((head, words["heads"]), (cast.legal_office(key), words["advises"])):
        if person is not None:
            _put_in(delegation, person, office)


def _new_liaison(key: str, words: Mapping[str, Any]) -> Person:
    return Person(name=words[key]["pt"], email=f"{key}@example.org", language="pt")


def _put_in(delegation: Delegation, person: Person, office: Mapping[str, str]) -> None:
    name_delegate(
        delegation,
        by=None,
        name=person.name,
        email=person.email,
        language=person.language,
        office=Texts(office),
        illustrative=True,
    )


def _register(key: str, delegation: Delegation, plan: Mapping[str, Any]) -> None:
    takes_part = TakesPart.REMOTE if key in plan["remote"] else TakesPart.IN_PERSON
    needs = plan["needs"].get(key, {})
    for delegate in delegation.delegates.all():
        asked = needs if delegate.is_head else {}
        register_delegate(delegate, by=None, takes_part=takes_part, **asked)
