"""Who is told of a publication, and of which sessions: each those that they may see. Seven queries for all."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from enlace.meetings.agenda.changes import Change, changed_items
from enlace.meetings.agenda.queries import Items
from enlace.meetings.agenda.readers import Reader
from enlace.meetings.models import Delegation, Meeting, Speaker
from enlace.meetings.models.delegations import Answer
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING, Part, Roles
from enlace.network.standing import giving_rights_on


@dataclass(frozen=True)
class Telling:
    """`items` are all that they see; `first` where nothing was published before."""

    person: Person
    first: bool
    sees_meeting: bool
    items: Items
    changes: list[Change]


def tellings(meeting: Meeting, before: Items, after: Items, day: date, *, first: bool) -> list[Telling]:
    """For those with an address who would learn something; by person."""
    found = []
    for person, reader in _readers(meeting, day):
        saw, sees = (reader.as_read(items, meeting.audience) for items in (before, after))
        changes = changed_items(saw, sees)
        if changes:
            found.append(Telling(person, first, reader.sees_meeting(meeting.audience), sees, changes))
    return found


def _readers(meeting: Meeting, day: date) -> list[tuple[Person, Reader]]:
    """Speakers, focal points and alternates of the states that are invited and have not declined, such observers."""
    coming = Delegation.objects.filter(meeting=meeting).exclude(invited_at=None).exclude(answer=Answer.NOT_COMING)
    speaking = Speaker.objects.filter(session__meeting=meeting, person__isnull=False)
    acting = Q(role__in=ACTING, state__in=coming.of_states().values("state"))
    observing = Q(role=Role.OBSERVER, organisation__in=coming.of_observers().values("organisation"))
    mandated = giving_rights_on(day).filter(acting | observing).values("person")
    concerned = Q(pk__in=mandated) | Q(pk__in=speaking.values("person"))
    people = list(Person.objects.filter(concerned, erased_at=None).exclude(email="").order_by("pk"))
    parts, speaks = _parts(people, day), defaultdict(set)
    for person, session in speaking.values_list("person", "session"):
        speaks[person].add(session)
    named = set(meeting.delegations.of_observers().values_list("organisation", flat=True))
    return [(one, _reader(meeting, Roles(tuple(parts[one.pk])), frozenset(speaks[one.pk]), named)) for one in people]


def _reader(meeting: Meeting, roles: Roles, speaks_in: frozenset[int], named: set[int]) -> Reader:
    organises = meeting.host_id in roles.hosts and not meeting.is_over
    return Reader(roles, speaks_in, organises, bool(roles.organisations & named))


def _parts(people: list[Person], day: date) -> dict[int, list[Part]]:
    parts: dict[int, list[Part]] = defaultdict(list)
    mandates = giving_rights_on(day).filter(person__in=people)
    for role, state, organisation, person in mandates.values_list("role", "state", "organisation", "person"):
        parts[person].append(Part(role, state, organisation, person))
    return parts
