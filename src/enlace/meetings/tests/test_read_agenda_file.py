"""A calendar file as an agenda: whatever it is, it is read or refused with a sentence."""

import time as clock
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import activate
from hypothesis import example, given
from hypothesis import strategies as st

from enlace.core.texts import Text
from enlace.meetings.calendars.agenda_reading import LeftOut, Place, Proposal, read_agenda
from enlace.meetings.calendars.calendar_blocks import NotReadable
from enlace.meetings.calendars.ics import Entry, Sheet, as_ics
from enlace.meetings.tests.reading_calendars import SHARED

MEXICO = Place(date(2026, 4, 7), date(2026, 4, 8), ZoneInfo("America/Mexico_City"))
MADRID = Place(date(2026, 10, 24), date(2026, 10, 26), ZoneInfo("Europe/Madrid"))
EVENT = """BEGIN:VEVENT
UID:1
SUMMARY:Apertura
DTSTART:20260407T090000
DTEND:20260407T100000
END:VEVENT
"""
OPENING = Proposal("Apertura", date(2026, 4, 7), time(9), time(10))
FILES = sorted(SHARED.glob("*.ics")) if SHARED.is_dir() else []


@pytest.fixture(autouse=True)
def _in_english():
    activate("en")


def calendar(*parts):
    return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(parts) + "END:VCALENDAR\n").encode()


def event(begins="DTSTART:20260407T090000", ends="DTEND:20260407T100000", *more):
    return "\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Apertura", begins, ends, *more, "END:VEVENT", ""])


def why(data, place=MEXICO):
    reading = read_agenda(data, place)
    assert reading.proposals == []
    return [one.why for one in reading.left_out]


def read_or_refused(data, place):
    try:
        return read_agenda(data, place)
    except NotReadable as refused:
        return str(refused)


def refusal(data):
    with pytest.raises(NotReadable) as refused:
        read_agenda(data, MEXICO)
    return str(refused.value)


def test_hours_without_a_zone_are_those_of_the_place():
    assert read_agenda(calendar(EVENT), MEXICO).proposals == [OPENING]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("DTSTART:20260407T150000Z", "DTEND:20260407T160000Z"),
        ("DTSTART;TZID=America/Bogota:20260407T100000", "DTEND;TZID=America/Bogota:20260407T110000"),
        ("DTSTART;TZID=Romance Standard Time:20260407T170000", "DTEND;TZID=Romance Standard Time:20260407T180000"),
        ('DTSTART;TZID="/Europe/Madrid":20260407T170000', "DURATION:PT1H"),
        ("dtstart:20260407T090000", "duration:PT60M"),
    ],
)
def test_hours_of_other_zones_become_those_of_the_place(begins, ends):
    assert read_agenda(calendar(event(begins, ends)), MEXICO).proposals == [OPENING]


ZONE = """BEGIN:VTIMEZONE
TZID:Reloj de la sede
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(("day", "hour"), [(24, 9), (25, 1), (25, 2), (25, 3), (26, 9)])
def test_a_zone_that_the_file_brings_is_used_across_the_change_of_the_clock(day, hour):
    zone = "TZID=Reloj de la sede"
    begins, ends = f"DTSTART;{zone}:202610{day}T{hour:02}0000", f"DTEND;{zone}:202610{day}T{hour:02}3000"
    (found,) = read_agenda(calendar(event(begins, ends), ZONE), MADRID).proposals
    assert (found.day, found.begins) == (date(2026, 10, day), time(hour))


def test_a_zone_of_one_file_is_not_kept_for_the_next():
    begins, ends = "DTSTART;TZID=Reloj de la sede:20261024T090000", "DTEND;TZID=Reloj de la sede:20261024T100000"
    other = ZONE.replace("+0200", "+0500").replace("+0100", "+0400")
    hours = [read_agenda(calendar(zone, event(begins, ends)), MADRID).proposals[0].begins for zone in (ZONE, other)]
    assert hours == [time(9), time(6)]
    assert "Reloj de la sede" in why(calendar(event(begins, ends)), MADRID)[0]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYSECOND=1,2,3",
        "FREQ=YEARLY;BYDAY=9MO",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;COUNT=999;BYMONTHDAY=1,2,3,4,5,6,7",
        "x",
    ],
)
def test_a_zone_with_a_rule_that_no_zone_has_costs_nothing(rule):
    begun = clock.monotonic()
    lines = "".join(event("DTSTART;TZID=Reloj de la sede:20261024T090000") for _ in range(400))
    zone = ZONE.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", rule)
    read_agenda(calendar(zone, lines), MADRID)
    assert clock.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (event("DTSTART:20260406T090000", "DTEND:20260406T100000"), "outside the days"),
        (event("DTSTART:19260406T090000", "DTEND:19260406T100000"), "outside the days"),
        (event("X-NONE:1"), "no beginning"),
        (event("DTSTART:20260407T090000", "X-NONE:1"), "no end"),
        (event("DTSTART;VALUE=DATE:20260407", "DTEND;VALUE=DATE:20260408"), "all day"),
        (event("DTSTART:20260407T090000", "DTEND:20260407T090000"), "not end after"),
        (event("DTSTART:20260407T100000", "DTEND:20260407T090000"), "not end after"),
        (event("DTSTART:20260407T230000", "DTEND:20260408T000000"), "midnight"),
        (event("DTSTART:20260407T230000", "DURATION:P99W"), "midnight"),
        (event("DTSTART:20260231T090000"), "cannot be read"),
        (event("DTSTART:mañana"), "cannot be read"),
        (event("DTSTART:20260407T090000", "DTEND:20260407T100000", "RRULE:FREQ=DAILY"), "repeats itself"),
        (event("DTSTART:20260407T090000", "DTEND:20260407T100000", "STATUS:CANCELLED"), "cancelled"),
        (event().replace("SUMMARY:Apertura\n", ""), "no title"),
        (event("DTSTART;TZID=Nowhere/Here:20260407T090000"), "Nowhere/Here"),
    ],
)
def test_what_becomes_no_session_is_named_with_the_reason(lines, words):
    (reason,) = why(calendar(lines))
    assert words.lower() in reason.lower()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"%PDF-1.7 ...", "no calendar file"),
        (b"PK\x03\x04\x00\x00", "no calendar file"),
        (calendar(), "no event"),
        (calendar(ZONE), "no event"),
        (calendar(EVENT)[:-25], "too early"),
        (calendar(EVENT)[:-20], "damaged"),
        (calendar(EVENT.replace("END:VEVENT\n", "")), "damaged"),
        (calendar(EVENT * 501), "501"),
        (calendar(EVENT) + b"x" * 1024 * 1024, "1 MB"),
    ],
)
def test_what_is_no_agenda_is_refused_with_one_sentence(data, words):
    assert words in refusal(data)


def test_a_file_of_an_old_program_is_read_in_its_own_letters():
    data = calendar(EVENT.replace("Apertura", "Sesión de cierre")).decode().encode("cp1252")
    assert read_agenda(data, MEXICO).proposals[0].title == "Sesión de cierre"


def test_long_texts_are_cut_and_an_event_that_stands_twice_is_one_session():
    data = calendar(*[EVENT.replace("Apertura", "A" * 400)] * 2)
    (found,) = read_agenda(data, MEXICO).proposals
    assert len(found.title) == 250


@pytest.mark.skipif(not FILES, reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_that_gave_others_trouble_is_read_or_refused(file):
    for place in (MEXICO, Place(date(1990, 1, 1), date(2030, 1, 1), ZoneInfo("America/Lima"))):
        reading = read_or_refused(file.read_bytes(), place)
        assert isinstance(reading, str) or reading.proposals or reading.left_out
        assert reading if isinstance(reading, str) else all(one.why for one in reading.left_out)


WHOLE = calendar(ZONE, event("DTSTART;TZID=Reloj de la sede:20261024T090000", "DURATION:PT1H"), EVENT)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 40)), max_size=8))
@example([(0, b"\x00", 3)])
def test_no_damage_to_a_file_is_too_much(changes):
    data = WHOLE
    for at, put, cut in changes:
        data = data[:at] + put + data[at + cut :]
    try:
        reading = read_agenda(data, MADRID)
    except NotReadable:
        return
    assert all(MADRID.first <= one.day <= MADRID.last and one.begins < one.ends for one in reading.proposals)
    assert all(isinstance(one, LeftOut) for one in reading.left_out)


@given(st.binary(max_size=400))
def test_nothing_that_stands_between_the_ends_of_an_event_breaks_it(data):
    assert read_or_refused(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT\nEND:VCALENDAR\n", MEXICO)


SESSIONS = st.builds(
    Proposal,
    title=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=60),
    day=st.dates(date(2026, 10, 24), date(2026, 10, 26)),
    begins=st.times(time(0), time(11)).map(lambda one: one.replace(second=0, microsecond=0)),
    ends=st.times(time(12), time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0)),
    summary=st.text(st.characters(categories=["L", "N", "P"]), max_size=60),
    room=st.sampled_from(["", "Sala 1", "Aula Magna; 2.º piso"]),
    language=st.sampled_from(["es", "pt"]),
)


@given(st.lists(SESSIONS, max_size=6))
def test_an_agenda_that_was_taken_away_comes_back_as_it_was(sessions):
    """But for an hour that no clock of the place shows, which is not on the days drawn here."""
    zone = MADRID.zone
    entries = [
        Entry(
            uid=str(number),
            summary=Text(one.title, one.language, False),
            begins=datetime.combine(one.day, one.begins, zone),
            ends=datetime.combine(one.day, one.ends, zone),
            stamp=datetime(2026, 1, 1, tzinfo=UTC),
            description=Text(one.summary + "\n\n—\nQuien habla", one.language, False),
            location=Text(", ".join(filter(None, [one.room, "Madrid"])), one.language, False),
        )
        for number, one in enumerate(sessions)
    ]
    if not entries:
        return
    data = as_ics(Sheet(Text("Agenda", "es", False), entries))
    place = Place(MADRID.first, MADRID.last, zone, ("Madrid",))
    assert set(read_agenda(data, place).proposals) == set(sessions)
