"""Who took part in a meeting that is over. Its records are written as they were left: no invitation goes out again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from enlace.core.texts import Texts
from enlace.meetings.demonstration.cast import Cast, read
from enlace.meetings.demonstration.moments import moment_of
from enlace.meetings.demonstration.programme import Sessions
from enlace.meetings.models import Attendance, Delegate, Delegation, Meeting, Mode, Presence, Session, SessionKind
from enlace.meetings.models.delegations import Answer, TakesPart
from enlace.network.audiences import Audience

DOORS_OPEN = time(8, 15)


@dataclass(frozen=True)
class Body:
    """A delegation with the code of its state, or the key of its observer."""

    key: str
    delegation: Delegation


def make_past_delegations(meeting: Meeting, plan: Mapping[str, Any], sessions: Sessions, cast: Cast) -> None:
    told = plan["delegations"]
    bodies = [Body(key, _delegation(meeting, key, told, cast)) for key in [*cast.states, *told["observers"]]]
    Delegation.objects.bulk_create(one.delegation for one in bodies)
    coming = [one for one in bodies if one.delegation.answer == Answer.COMING]
    Delegate.objects.bulk_create(delegate for body in coming for delegate in _delegates(meeting, body, cast))
    exceptions = {(one["session"], one["of"]): one["presence"] for one in plan["attendance"]}
    Attendance.objects.bulk_create(_attendances(meeting, sessions, coming, exceptions))


def _delegation(meeting: Meeting, key: str, told: Mapping[str, Any], cast: Cast) -> Delegation:
    answer = "" if key in told["silent"] else Answer.NOT_COMING if key in told["not_coming"] else Answer.COMING
    approved = moment_of(told["approved"], meeting.zone) if answer == Answer.COMING else None
    return Delegation(
        meeting=meeting,
        state=cast.states.get(key),
        organisation=None if key in cast.states else cast.organisations[key],
        invited_at=moment_of(told["invited"], meeting.zone),
        answer=answer,
        answered_at=moment_of(told["answered"], meeting.zone) if answer else None,
        submitted_at=approved,
        approved_at=approved,
        illustrative=True,
    )


def _delegates(meeting: Meeting, body: Body, cast: Cast) -> Iterator[Delegate]:
    """The focal point of that day heads it, with a legal office; an observer sends its liaison office."""
    words, is_remote = read("words"), meeting.mode == Mode.VIRTUAL
    if body.key in cast.states:
        head = cast.focal_point(body.key, meeting.begins_on)
        people = [(head, words["heads"], True), (cast.legal_office(body.key), words["advises"], False)]
    else:
        people = [(cast.observer(body.key), words["liaison"], True)]
    for person, office, is_head in people:
        if person is not None:
            yield Delegate(
                delegation=body.delegation,
                person=person,
                office=Texts(office),
                is_head=is_head,
                takes_part=TakesPart.REMOTE if is_remote else TakesPart.IN_PERSON,
                registered_at=body.delegation.approved_at,
                checked_in_at=None if is_remote else datetime.combine(meeting.begins_on, DOORS_OPEN, meeting.zone),
            )


def _attendances(
    meeting: Meeting, sessions: Sessions, coming: Iterable[Body], exceptions: Mapping[tuple[str, str], str]
) -> Iterator[Attendance]:
    usual = Presence.REMOTE if meeting.mode == Mode.VIRTUAL else Presence.PRESENT
    for key, session in sessions.items():
        observers = set(session.observers.values_list("pk", flat=True))
        for body in coming:
            if session.kind != SessionKind.BREAK and _may_be_there(body.delegation, session, observers):
                presence = exceptions.get((key, body.key), usual)
                yield Attendance(session=session, delegation=body.delegation, presence=presence)


def _may_be_there(delegation: Delegation, session: Session, observers: set[int]) -> bool:
    if delegation.state_id or session.audience in (Audience.PUBLIC, Audience.NETWORK):
        return True
    return session.audience == Audience.INVITED and delegation.organisation_id in observers
