"""Meetings to crawl: of each audience, with everything that belongs to them; coming, over, and another's.

Records stand in meetings that are crawled themselves, so that each page of a meeting has something to hide.
"""

from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

from enlace.core.clock import today
from enlace.files.models import File, Version
from enlace.files.testing import make_file
from enlace.meetings import testing as make
from enlace.meetings.models import Meeting, Session
from enlace.network.audiences import Audience
from enlace.network.models import Organisation, Person
from enlace.network.testing import Cast, make_institution, make_organisation, make_person, make_state

SOME_TIME_AGO = timedelta(days=40)
hours = count(1)


@dataclass
class World:
    """Everything in the order in which it was made. `own` is the cast's observer, `other` one that they are not of."""

    own: Organisation
    other: Organisation
    made: list[models.Model] = field(default_factory=list)

    def keep(self, *records: models.Model) -> Any:
        self.made += records
        return records[0]


def make_world(cast: Cast) -> World:
    """Of each audience one meeting; for the network three: coming, over, and hosted by another institution.

    What the host of the cast organises is the first of the three; of the second it did. The minutes of the second are
    approved, those of the third circulate.
    """
    own = Organisation.objects.get(mandates__person__user=cast.observer)
    world = World(own, make_organisation())
    over = today() - SOME_TIME_AGO
    for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.SECRETARIAT):
        _small(world, world.keep(_meeting(audience)))
    for organisation in (world.own, world.other):
        meeting = world.keep(_meeting(Audience.INVITED))
        world.keep(make.make_delegation(meeting=meeting, organisation=organisation))
        _small(world, meeting)
    _full(world, world.keep(_meeting(Audience.NETWORK)), cast, _audiences(world))
    for facts in ({"begins_on": over}, {"host": make_institution("PY")}):
        _full(world, world.keep(_meeting(Audience.NETWORK, **facts)), cast, _fewer(world))
    world.keep(make.make_meeting_reminder())
    world.keep(make.make_calendar_feed(user=cast.focal_point))
    return world


def _meeting(audience: Audience, **facts: Any) -> Meeting:
    return make.make_meeting(audience=audience, link="https://sala.example/", **facts)


def _small(world: World, meeting: Meeting) -> None:
    """What a meeting of this audience shows to all whom it lets in, and a session that nobody outside should know."""
    world.keep(make.make_photo(meeting=meeting))
    _session(world, meeting, Audience.PUBLIC)
    _session(world, meeting, Audience.SECRETARIAT, bare=True)


type Audiences = list[tuple[Audience, list[Organisation]]]


def _full(world: World, meeting: Meeting, cast: Cast, audiences: Audiences) -> None:
    world.keep(make.make_photo(meeting=meeting))
    for audience, observers in audiences:
        session = _session(world, meeting, audience, observers)
        if audience == Audience.NETWORK and audiences == _audiences(world):
            _papers_of_each_audience(world, session)
    _session(world, meeting, Audience.NETWORK, published=False)
    _delegations(world, meeting)
    for audience, _observers in _audiences(world):
        world.keep(make.make_decision(meeting=meeting, audience=audience))
    if audiences != _audiences(world):
        approved_at = timezone.now() if meeting.is_over else None
        approval = world.keep(make.make_approval(meeting=meeting, approved_at=approved_at))
        world.keep(make.make_approval_answer(approval=approval, state=make_state("PY")))
    for user in (cast.focal_point, cast.observer):
        world.keep(make.make_bundle(user=user, meeting=meeting))


def _audiences(world: World) -> Audiences:
    named = [(Audience.INVITED, [world.own]), (Audience.INVITED, [world.other])]
    return [*((audience, []) for audience in Audience if audience != Audience.INVITED), *named]


def _fewer(world: World) -> Audiences:
    return [(Audience.NETWORK, []), (Audience.SECRETARIAT, []), (Audience.INVITED, [world.other])]


def _session(
    world: World,
    meeting: Meeting,
    audience: Audience,
    observers: list[Organisation] | None = None,
    *,
    bare: bool = False,
    **facts: Any,
) -> Session:
    hour = next(hours) % 20
    session = world.keep(
        make.make_session(
            meeting=meeting,
            audience=audience,
            observers=observers or [],
            begins=time(hour),
            ends=time(hour, 50),
            link="https://sala.example/",
            room="Sala Uno",
            **{"published": False} | facts,
        )
    )
    speaker = world.keep(make.make_speaker(session=session, person=_speaking_in(world, meeting)))
    world.keep(make.make_minutes_version(session=session))
    if not bare:
        world.keep(*_files(world.keep(make.make_contribution(speaker=speaker))))
        _paper(world, session, audience)
    if "published" not in facts:
        version = meeting.agenda_versions.first() or world.keep(make.make_agenda_version(meeting=meeting))
        world.keep(make.make_session_version(version=version, session=session))
    return session


def _speaking_in(world: World, meeting: Meeting) -> Person:
    """One for all sessions of a meeting."""
    return Person.objects.filter(speaking__session__meeting=meeting).first() or world.keep(make_person())


def _paper(world: World, session: Session, audience: Audience, **facts: Any) -> None:
    paper = world.keep(make.make_paper(session=session, audience=audience, **facts))
    text = world.keep(make.make_paper_text(paper=paper))
    world.keep(*_files(text))


def _papers_of_each_audience(world: World, session: Session) -> None:
    for audience in Audience:
        _paper(world, session, audience)
    _paper(world, session, Audience.NETWORK, released_at=None)


def _files(owner: models.Model) -> list[File | Version]:
    file = make_file(owner)
    return [file, *file.versions.all()]


def _delegations(world: World, meeting: Meeting) -> None:
    """Of Uruguay and Paraguay, one of the two approved; of both observers."""
    session = meeting.sessions.filter(audience=Audience.NETWORK).first()
    approved = {"approved_at": timezone.now(), "submitted_at": timezone.now(), "answer": "coming"}
    bodies: list[dict[str, Any]] = [
        {"state": make_state("PY")} | approved,
        {"state": make_state("UY")},
        {"organisation": world.own} | approved,
        {"organisation": world.other} | approved,
    ]
    for facts in bodies:
        delegation = world.keep(make.make_delegation(meeting=meeting, **facts))
        delegate = world.keep(make.make_delegate(delegation=delegation, person=world.keep(make_person())))
        world.keep(make.make_need(delegate=delegate))
        world.keep(make.make_attendance(session=session, delegation=delegation))
