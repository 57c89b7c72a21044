"""What the pages of editions show: which states were there, the list, one meeting, its photos, its host's officers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from babel.dates import get_timezone_gmt, get_timezone_name
from django.db.models import QuerySet
from django.utils.translation import gettext

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.files.models import File, Version
from enlace.meetings.editions.ordinals import LAST, roman
from enlace.meetings.editions.rules import can_join_meeting
from enlace.meetings.models import Attendance, Delegation, Meeting, Photo
from enlace.meetings.models.delegations import Answer
from enlace.meetings.models.meetings import MeetingQuerySet
from enlace.network.cards import Card, card_of
from enlace.network.models import Mandate, Organisation, Role, State


@dataclass(frozen=True)
class StatesThere:
    """That a state took part, or is to, is a public fact of a meeting that somebody sees; who came for it is not.

    `number` is larger than the names are where only a number is on record; `illustrative` where one of them was there
    for the demonstration alone.
    """

    states: tuple[State, ...] = ()
    number: int = 0
    illustrative: bool = False


def states_there(meetings: Iterable[Meeting]) -> dict[int, StatesThere]:
    """id of each meeting → its states: those with an attendance, before that those whose delegation is approved."""
    meetings = list(meetings)
    there = _pairs(
        Attendance.objects.there().filter(session__meeting__in=meetings, delegation__state__isnull=False),
        *("session__meeting", "delegation__state", "delegation__illustrative"),
    )
    ahead = [one for one in meetings if not one.is_over and one.pk not in there]
    coming = (
        _pairs(
            Delegation.objects.approved().of_states().filter(meeting__in=ahead, answer=Answer.COMING),
            *("meeting", "state", "illustrative"),
        )
        if ahead
        else {}
    )
    known = {one.pk: there.get(one.pk) or coming.get(one.pk) or {} for one in meetings}
    named = State.objects.in_bulk({pk for pks in known.values() for pk in pks}) if any(known.values()) else {}
    return {one.pk: _states(one, [named[pk] for pk in known[one.pk]], any(known[one.pk].values())) for one in meetings}


def _pairs(rows: QuerySet[Any], meeting: str, state: str, illustrative: str) -> dict[int, dict[int, bool]]:
    """id of each meeting → ids of its states, and whether each is there for the demonstration."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    for meeting_id, state_id, is_sample in rows.values_list(meeting, state, illustrative).order_by().distinct():
        found[meeting_id][state_id] = is_sample
    return found


def _states(meeting: Meeting, states: list[State], illustrative: bool) -> StatesThere:
    ordered = tuple(sorted(states, key=lambda one: plain(one.name)))
    return StatesThere(ordered, len(ordered) or meeting.states_present or 0, illustrative)


@dataclass(frozen=True)
class ShownMeeting:
    meeting: Meeting
    there: StatesThere = StatesThere()

    @property
    def edition(self) -> str:
        return edition_of(self.meeting)


def edition_of(meeting: Meeting) -> str:
    """XIII edition, as the reader's language says it; empty where it has no number, or its title says it already."""
    if not meeting.ordinal or meeting.ordinal > LAST:
        return ""
    number = roman(meeting.ordinal)
    return "" if number in str(meeting.shown_title).split() else gettext("%(number)s edition") % {"number": number}


def shown_meetings(meetings: MeetingQuerySet) -> list[ShownMeeting]:
    """In a number of queries that does not grow with them."""
    found = list(meetings.select_related("host__state"))
    there = states_there(found)
    return [ShownMeeting(one, there[one.pk]) for one in found]


@dataclass(frozen=True)
class Editions:
    """`coming` soonest first, `past` newest first and `cancelled` those whose days are not over."""

    coming: list[ShownMeeting]
    past: list[ShownMeeting]
    cancelled: list[ShownMeeting]

    @property
    def years(self) -> list[tuple[int, list[ShownMeeting]]]:
        """The past ones by the year in which they began."""
        by_year: dict[int, list[ShownMeeting]] = defaultdict(list)
        for one in self.past:
            by_year[one.meeting.begins_on.year].append(one)
        return list(by_year.items())

    def __bool__(self) -> bool:
        return bool(self.coming or self.past or self.cancelled)


def editions_for(reader: Anyone) -> Editions:
    all_of_them = shown_meetings(Meeting.objects.visible_to(reader).order_by("-begins_on", "-pk"))
    ahead = [one for one in reversed(all_of_them) if not one.meeting.is_over]
    return Editions(
        coming=[one for one in ahead if not one.meeting.cancelled_at],
        past=[one for one in all_of_them if one.meeting.is_over],
        cancelled=[one for one in ahead if one.meeting.cancelled_at],
    )


@dataclass(frozen=True)
class ShownPhoto:
    photo: Photo
    file: File


def shown_photos(meeting: Meeting, reader: Anyone) -> list[ShownPhoto]:
    """Those that have a picture still, in their order."""
    photos = list(Photo.objects.visible_to(reader).filter(meeting=meeting))
    if not photos:
        return []
    files = File.objects.of(Photo, [one.pk for one in photos])
    by_photo = {file.owner_id: file for file in files.filter(pk__in=Version.objects.kept().values("file"))}
    return [ShownPhoto(one, by_photo[one.pk]) for one in photos if one.pk in by_photo]


def picture_of(photo: Photo) -> Version | None:
    versions = Version.objects.kept().of(Photo, [photo.pk])
    return versions.order_by("-number").first()


def zone_in_words(meeting: Meeting) -> str:
    """The time of the place on the first day, e.g. hora estándar central (GMT-06:00)."""
    noon, language = datetime.combine(meeting.begins_on, time(12), meeting.zone), current_language()
    name = get_timezone_name(noon, width="long", locale=language)
    return f"{name} ({get_timezone_gmt(noon, width='long', locale=language)})"


def host_officers(meeting: Meeting, reader: Anyone) -> list[Card]:
    """Who prepares the meeting for its host, today or later, as far as the reader may know."""
    mandates = Mandate.objects.visible_to(reader).filter(role=Role.HOST, organisation=meeting.host_id)
    lasting = mandates.exclude(until__lt=today()).select_related("person", "organisation", "state")
    return [card for one in lasting if (card := card_of(one, reader))]


@dataclass(frozen=True)
class MeetingRecord:
    """What the page of a meeting says to one reader."""

    there: StatesThere
    edition: str
    zone: str
    co_organisers: list[Organisation]
    supporters: list[Organisation]
    photos: list[ShownPhoto]
    link: str
    before: Meeting | None
    after: Meeting | None


def meeting_record(meeting: Meeting, reader: Anyone) -> MeetingRecord:
    visible = Meeting.objects.visible_to(reader)
    before = visible.filter(begins_on__lt=meeting.begins_on).order_by("-begins_on", "-pk").first()
    after = visible.filter(begins_on__gt=meeting.begins_on).order_by("begins_on", "pk").first()
    return MeetingRecord(
        there=states_there([meeting])[meeting.pk],
        edition=edition_of(meeting),
        zone="" if meeting.precision == "month" else zone_in_words(meeting),
        co_organisers=list(meeting.co_organisers.all()),
        supporters=list(meeting.supporters.all()),
        photos=shown_photos(meeting, reader),
        link=meeting.link if meeting.link and can_join_meeting(reader, meeting) else "",
        before=before,
        after=after,
    )
