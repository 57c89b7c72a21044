"""The draft as its organisers edit it: by days, with what differs from the publication and what clashes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from enlace.core.texts import Text
from enlace.meetings.agenda.changes import Change, changed_items
from enlace.meetings.agenda.clashes import Clash
from enlace.meetings.agenda.facts import mark_of
from enlace.meetings.agenda.programme import Line, line_of
from enlace.meetings.agenda.queries import (
    Items,
    clashes_in,
    drafted,
    facts_of_all,
    items_of,
    last_published,
    observer_names,
)
from enlace.meetings.models import AgendaVersion, Meeting, Session, Speaker


@dataclass(frozen=True)
class DraftLine:
    session: Session
    line: Line
    published: bool
    clashes: tuple[str, ...]
    may_go_earlier: bool
    may_go_later: bool


@dataclass(frozen=True)
class DraftDay:
    day: date
    inside: bool
    lines: list[DraftLine]


@dataclass(frozen=True)
class Draft:
    """`version` is the last publication, `changes` what the next one would change."""

    days: list[DraftDay]
    changes: list[Change]
    version: AgendaVersion | None
    before: Items
    after: Items
    clashes: int
    mark: str


def draft_of(meeting: Meeting) -> Draft:
    """Seven queries, however long it is."""
    sessions, before = drafted(meeting), last_published(meeting)
    facts = facts_of_all(sessions)
    after = items_of(facts)
    changes, clashes = changed_items(before, after), clashes_in(sessions)
    said = _in_words(clashes, sessions)
    names = observer_names(after)
    changed = {one.session: one for one in changes if one.before}
    days = [
        DraftDay(day, meeting.includes(day), _lines(meeting, list(of_day), after, before, changed, said, names))
        for day, of_day in groupby(sessions, key=lambda one: one.day)
    ]
    return Draft(days, changes, meeting.agenda_versions.first(), before, after, len(clashes), mark_of(facts))


def _lines(
    meeting: Meeting,
    sessions: Sequence[Session],
    after: Items,
    before: Items,
    changed: Mapping[int, Change],
    clashes: Mapping[int, list[str]],
    names: Mapping[int, Text],
) -> list[DraftLine]:
    starts = [one.begins for one in sessions if one.cancelled_at is None]
    return [
        DraftLine(
            one,
            line_of(meeting, one.pk, after[one.pk], "", changed.get(one.pk), names),
            one.pk in before,
            tuple(clashes.get(one.pk, ())),
            one.cancelled_at is None and one.begins > min(starts),
            one.cancelled_at is None and one.begins < max(starts),
        )
        for one in sessions
    ]


def _in_words(clashes: Iterable[Clash], sessions: Iterable[Session]) -> dict[int, list[str]]:
    """By session: with which other one it clashes, and in what."""
    known, said = {one.pk: one for one in sessions}, defaultdict(list)
    for clash in clashes:
        for own, other in ((known[clash.first], known[clash.second]), (known[clash.second], known[clash.first])):
            said[own.pk].append(_sentence(clash, own, other))
    return said


def _sentence(clash: Clash, own: Session, other: Session) -> str:
    if clash.room:
        sentence = _("The room “%(what)s” is taken at the same time by “%(title)s”.")
        return sentence % {"what": clash.room, "title": other.shown_title}
    return _("%(what)s is at the same time in “%(title)s”.") % {
        "what": _shown(clash.person, own.speakers.all()),
        "title": other.shown_title,
    }


def _shown(person: int | None, speakers: Iterable[Speaker]) -> str:
    return next((str(one.shown_name) for one in speakers if one.person_id == person), "")
