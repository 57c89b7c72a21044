"""What leaves as a calendar file, read back by two other readers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from enlace.core.texts import Text
from enlace.meetings.calendars.ics import Entry, Sheet, as_ics, clean, uid_of
from enlace.meetings.calendars.zone_rules import changes
from enlace.meetings.tests.reading_calendars import by_icalendar, by_vobject

ZONES = (
    *["America/Mexico_City", "America/Sao_Paulo", "America/Asuncion", "America/Santiago", "America/Havana"],
    *["Europe/Madrid", "UTC", "Etc/UTC", "America/Buenos_Aires", "America/Caracas"],
)
STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)
READERS = (by_icalendar, by_vobject)


def text(words, language="es"):
    return Text(words, language, False)


def entry(**facts):
    begins = facts.pop("begins", datetime(2026, 3, 8, 9, tzinfo=ZoneInfo("America/Havana")))
    fields = {"uid": "1@red.example", "summary": text("Diálogo"), "begins": begins, "stamp": STAMP}
    return Entry(**fields | {"ends": facts.pop("ends", begins + timedelta(hours=1))} | facts)


def written(*entries, name="Reunión"):
    return as_ics(Sheet(text(name), list(entries)))


def test_every_event_has_what_a_calendar_file_asks_for():
    data = written(entry(sequence=3, category=text("panel"), url="https://red.example/es/meetings/1/", cancelled=True))
    event = Calendar.from_ical(data).events[0]
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "STATUS", "URL"} <= set(event)
    assert event["SUMMARY"].params["LANGUAGE"] == "es"
    assert (event["STATUS"], event["SEQUENCE"], event["DTSTAMP"].dt) == ("CANCELLED", 3, STAMP)
    assert event["DTSTART"].params["TZID"] == "America/Havana"
    assert event["CATEGORIES"].cats == ["panel"]


def test_the_calendar_has_its_name_and_no_method():
    data = written(entry(), name="XIII Reunión, 2026")
    calendar = Calendar.from_ical(data)
    assert "\r\nNAME;LANGUAGE=es:XIII Reunión\\, 2026\r\n" in data.decode()
    assert "\r\nX-WR-CALNAME:XIII Reunión\\, 2026\r\n" in data.decode()
    assert "METHOD" not in calendar
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says():
    data = written(entry(summary=text("Prevención de crímenes atroces 🕊️ " * 20)))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("read", READERS)
def test_whole_days_end_on_the_day_after_the_last(read):
    (event,) = read(written(entry(begins=date(2026, 4, 7), ends=date(2026, 4, 8))))
    assert (event["begins"], event["ends"]) == (date(2026, 4, 7), date(2026, 4, 9))


def test_an_empty_calendar_is_one_too():
    assert Calendar.from_ical(written()).events == []
    assert by_vobject(written()) == []


def test_an_address_is_the_same_each_time_and_another_one_elsewhere():
    assert uid_of("red.example", "session", 1) == uid_of("red.example", "session", 1)
    others = {
        uid_of("red.example", "meeting", 1),
        uid_of("red.example", "session", 2),
        uid_of("x.example", "session", 1),
    }
    assert uid_of("red.example", "session", 1) not in others
    assert len(others) == 3


@given(st.lists(st.text(min_size=1), min_size=3, max_size=3))
@example(["a,b;c\\n\\, d", "línea\nlínea\r\notra", "🕊️" * 60])
@example(["\x00\x07\x1b[31m", "\u2028\u2029\x85", "﻿"])
@example(["BEGIN:VEVENT", "\nEND:VCALENDAR\n", "x:y;z=\"'^n"])
def test_every_text_comes_back_as_it_was_but_for_what_no_file_may_hold(texts):
    title, words, place = texts
    data = written(entry(summary=text(title), description=text(words), location=text(place)))
    for read in READERS:
        (event,) = read(data)
        assert event["summary"] == " ".join(clean(title).split())
        assert event["description"] == clean(words)
        assert event["location"] == " ".join(clean(place).split())


@given(
    zone=st.sampled_from(ZONES),
    wall=st.datetimes(datetime(2010, 1, 1), datetime(2032, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 600),
)
@example("America/Havana", datetime(2026, 3, 8, 0, 30), 60)
@example("America/Santiago", datetime(2026, 9, 5, 23, 30), 90)
@example("Europe/Madrid", datetime(2026, 10, 25, 2, 30), 120)
@example("America/Mexico_City", datetime(2022, 10, 30, 1, 30), 120)
@example("America/Asuncion", datetime(2024, 10, 6, 0, 15), 30)
@example("America/Sao_Paulo", datetime(2018, 11, 4, 0, 0), 60)
def test_both_readers_find_the_moment_that_the_clock_of_the_place_shows(zone, wall, minutes):
    begins = wall.replace(tzinfo=ZoneInfo(zone))
    ends = begins.astimezone(UTC) + timedelta(minutes=minutes)
    data = written(entry(begins=begins, ends=ends.astimezone(ZoneInfo(zone)).replace(fold=0)))
    wanted = begins.astimezone(UTC), ends.astimezone(ZoneInfo(zone)).replace(fold=0).astimezone(UTC)
    for read in READERS:
        (event,) = read(data)
        assert (event["begins"], event["ends"]) == wanted


@pytest.mark.parametrize("zone", [zone for zone in ZONES if "UTC" not in zone])
def test_every_change_of_the_clock_is_found_to_the_second(zone):
    """Against each hour of twenty years, asked one by one."""
    place, first = ZoneInfo(zone), datetime(2008, 1, 1, tzinfo=UTC)
    found = list(changes(place, first, datetime(2028, 1, 1, tzinfo=UTC)))
    hours = [first + timedelta(hours=number) for number in range(20 * 365 * 24)]
    offsets = [hour.astimezone(place).utcoffset() for hour in hours]
    changed = [after for after, one, other in zip(hours[1:], offsets, offsets[1:], strict=False) if one != other]
    assert [one.moment for one in found][: len(changed)] == [
        one if one.astimezone(place).minute == 0 else one - timedelta(minutes=one.astimezone(place).minute)
        for one in changed
    ]


def test_hours_around_every_change_of_a_year_are_right():
    zone = ZoneInfo("America/Santiago")
    for change in changes(zone, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)):
        for hours in (-25, -2, -1, 0, 1, 2, 25):
            begins = (change.moment + timedelta(hours=hours)).astimezone(zone).replace(fold=0)
            data = written(entry(begins=begins, ends=begins + timedelta(minutes=5)))
            assert {read(data)[0]["begins"] for read in READERS} == {begins.astimezone(UTC)}
