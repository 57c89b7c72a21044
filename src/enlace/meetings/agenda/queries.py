"""The agenda as it is drafted, as it was published, and as one reader reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.meetings.agenda.changes import Change, changed_items
from enlace.meetings.agenda.clashes import Booking, Clash, clashes_of
from enlace.meetings.agenda.facts import Facts, Item, facts_of, item_from
from enlace.meetings.agenda.readers import Reader
from enlace.meetings.models import AgendaVersion, Meeting, Session, SessionVersion, Speaker
from enlace.meetings.parties import hosts
from enlace.network.models import Organisation
from enlace.network.roles import roles_of

type Items = dict[int, Item]


@dataclass(frozen=True)
class Published:
    """What a reader sees of the last publication, by session, and what is other than in the one before."""

    version: AgendaVersion
    items: Items
    changes: list[Change] = field(default_factory=list)


def reader_of(user: Anyone, meeting: Meeting) -> Reader:
    roles = roles_of(user)
    speaks: Iterable[int] = ()
    if isinstance(user, User):
        speaks = Speaker.objects.filter(person__user=user, session__meeting=meeting).values_list("session", flat=True)
    invited = bool(roles.organisations) and meeting.delegations.filter(organisation__in=roles.organisations).exists()
    return Reader(roles, frozenset(speaks), hosts(user, meeting), invited)


def published_agenda(meeting: Meeting, user: Anyone) -> Published | None:
    """None until it is published. Six queries, however long it is."""
    versions = list(meeting.agenda_versions.all()[:2])
    if not versions:
        return None
    reader, seen = reader_of(user, meeting), Session.objects.visible_to(user).filter(meeting=meeting)
    written = _written(SessionVersion.objects.filter(version__in=versions, session__in=seen.values("pk")))
    now, *earlier = [reader.as_read(written.get(one.pk, {}), meeting.audience) for one in versions]
    return Published(versions[0], now, changed_items(earlier[0], now) if earlier else [])


def published_item(session: Session, user: Anyone) -> Item | None:
    """A session as last published; None where it is not, or was written down for others."""
    written = _written(SessionVersion.objects.current().filter(session=session))
    reader = reader_of(user, session.meeting)
    read = [reader.as_read(items, session.meeting.audience) for items in written.values()]
    return read[0].get(session.pk) if read else None


def last_published(meeting: Meeting) -> Items:
    """All of it; empty until it is published."""
    found = _written(SessionVersion.objects.current().filter(session__meeting=meeting))
    return next(iter(found.values()), {})


def draft_facts(meeting: Meeting) -> dict[int, dict[str, Any]]:
    """By session id, in the order in which they begin. Three queries."""
    return facts_of_all(drafted(meeting))


def drafted(meeting: Meeting) -> list[Session]:
    """With observers and speakers at hand."""
    return list(meeting.sessions.prefetch_related("observers", "speakers"))


def facts_of_all(sessions: Iterable[Session]) -> dict[int, dict[str, Any]]:
    """Give them with observers and speakers at hand."""
    return {
        one.pk: facts_of(one, [organisation.pk for organisation in one.observers.all()], one.speakers.all())
        for one in sessions
    }


def items_of(facts: Mapping[int, Facts]) -> Items:
    return {pk: item_from(one) for pk, one in facts.items()}


def observer_names(items: Items) -> dict[int, Text]:
    """Of the observers that these name. One query."""
    named = {pk for item in items.values() for pk in item.observers}
    return {one.pk: one.shown_name for one in Organisation.objects.filter(pk__in=named)} if named else {}


def clashes_in(sessions: Iterable[Session]) -> list[Clash]:
    """Of the draft; give the sessions with their speakers at hand. What is cancelled takes nothing."""
    return clashes_of(
        Booking(
            one.pk,
            one.begins_at,
            one.ends_at,
            one.room,
            frozenset(speaker.person_id for speaker in one.speakers.all() if speaker.person_id),
        )
        for one in sessions
        if one.cancelled_at is None
    )


def _written(versions: Any) -> dict[int, Items]:
    """By publication and session. What an older release did not write down is as the session has it now."""
    found: dict[int, Items] = {}
    for one in versions.select_related("session").prefetch_related("session__observers").order_by("session"):
        observers = [organisation.pk for organisation in one.session.observers.all()]
        item = item_from(facts_of(one.session, observers) | one.facts)
        found.setdefault(one.version_id, {})[one.session_id] = item
    return found
