"""Meetings are added and changed: by whom, with which sentences where something is wrong, and what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.meetings.editions.actions import add_meeting, change_meeting
from enlace.meetings.models import Meeting
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.models import Role
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_host,
    make_institution,
    make_mandate,
    make_organisation,
    make_secretary,
)

pytestmark = pytest.mark.django_db
FIRST = date(2031, 10, 26)
FACTS = {"title": {"es": "XIII Reunión"}, "begins_on": FIRST, "ends_on": date(2031, 10, 27)}


@pytest.fixture
def meeting():
    return make_meeting(begins_on=FIRST, link="https://video.example.org/a")


def refusal(action, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        action(*args, by=None, **fields)
    return refused.value.message_dict


def test_a_new_meeting_is_the_secretariats_alone_and_the_log_knows_its_days():
    meeting = add_meeting(by=make_secretary(), ordinal=13, supporters=[make_organisation()], **FACTS)
    assert (meeting.audience, meeting.supporters.count()) == ("secretariat", 1)
    after = AuditEntry.objects.get(action="add_meeting").after
    assert (after["ordinal"], after["begins_on"]) == (13, "2031-10-26")


def test_a_host_adds_none(meeting):
    with pytest.raises(PermissionDenied):
        add_meeting(by=make_host(), **FACTS)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"ends_on": FIRST - timedelta(days=1)}, "ends_on", "25 de octubre de 2031"),
        ({"ends_on": FIRST + timedelta(days=366)}, "ends_on", "2032"),
        ({"begins_on": None}, "begins_on", ""),
        ({"time_zone": "America/Atlantis"}, "time_zone", "America/Atlantis"),
        ({"link": "javascript:alert(1)"}, "link", "javascript:alert(1)"),
        ({"link": "http://[::1"}, "link", "http://[::1"),
        ({"title": {}}, "title", ""),
        ({"ordinal": 0}, "ordinal", "3999"),
        ({"ordinal": 40_000}, "ordinal", "3999"),
        ({"audience": "friends"}, "audience", ""),
        ({"mode": "dream"}, "mode", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wrong, field, words):
    said = refusal(add_meeting, **FACTS | wrong)
    assert list(said) == [field]
    assert words in said[field][0]
    assert not Meeting.objects.exists()


def test_two_editions_never_have_the_same_number():
    make_meeting(ordinal=12, title={"es": "La duodécima"})
    assert "La duodécima" in refusal(add_meeting, ordinal=12, **FACTS)["ordinal"][0]


def test_the_log_holds_what_changed_and_never_the_link(meeting):
    change_meeting(meeting, by=None, place={"es": "Quito"}, link="https://video.example.org/b", mode="in_person")
    line = AuditEntry.objects.get(action="change_meeting")
    assert line.before == {"place": {}, "link": True}
    assert line.after == {"place": {"es": "Quito"}, "link": True}


def test_a_change_of_nothing_leaves_no_line(meeting):
    change_meeting(meeting, by=None, title=meeting.title, begins_on=meeting.begins_on)
    assert not AuditEntry.objects.filter(action="change_meeting").exists()


def test_the_host_writes_text_place_and_link_and_sets_nothing_else(meeting):
    host = make_host()
    change_meeting(meeting, by=host, text={"es": "Sobre la reunión"}, place={"es": "Quito"}, link="")
    for forbidden in ({"begins_on": FIRST - timedelta(days=1)}, {"audience": "public"}, {"host": None}, {"ordinal": 3}):
        with pytest.raises(PermissionDenied):
            change_meeting(meeting, by=host, **forbidden)
    meeting.refresh_from_db()
    assert (str(meeting.place), meeting.audience) == ("Quito", "members")


def test_the_host_of_another_meeting_and_a_focal_point_change_nothing(meeting):
    make_institution("PY")
    for user in (make_host(organisation=make_institution("PY")), make_focal_point()):
        with pytest.raises(PermissionDenied):
            change_meeting(meeting, by=user, text={"es": "Otro"})


def test_sessions_that_would_lie_outside_are_named_and_nothing_changes(meeting):
    make_session(meeting=meeting, title={"es": "Apertura"})
    said = refusal(change_meeting, meeting, begins_on=FIRST + timedelta(days=7), ends_on=FIRST + timedelta(days=8))
    assert "Apertura (26 de octubre de 2031)" in said["begins_on"][0]
    assert Meeting.objects.get().begins_on == FIRST


def test_sessions_move_along_by_as_many_days_as_the_beginning(meeting):
    first, second = make_session(meeting=meeting), make_session(meeting=meeting, day=FIRST + timedelta(days=1))
    week = timedelta(days=7)
    change_meeting(meeting, by=None, move_sessions=True, begins_on=FIRST + week, ends_on=meeting.ends_on + week)
    for session, day in ((first, FIRST + week), (second, FIRST + week + timedelta(days=1))):
        session.refresh_from_db()
        assert session.day == day
    after = AuditEntry.objects.get(action="change_meeting").after
    assert (after["sessions_moved"], after["by_days"]) == (2, 7)


def test_sessions_that_do_not_fit_even_when_they_move_are_named(meeting):
    make_session(meeting=meeting, day=FIRST + timedelta(days=1), title={"es": "Clausura"})
    moved = FIRST + timedelta(days=7)
    said = refusal(change_meeting, meeting, move_sessions=True, begins_on=moved, ends_on=moved)
    assert "Clausura (3 de noviembre de 2031)" in said["begins_on"][0]


def test_of_many_sessions_five_are_named(meeting):
    for number in range(8):
        make_session(meeting=meeting, title={"es": f"Sesión {number}"})
    said = refusal(change_meeting, meeting, begins_on=FIRST + timedelta(days=7), ends_on=FIRST + timedelta(days=8))
    assert said["begins_on"][0].count("Sesión") == 5
    assert "+3" in said["begins_on"][0]


def test_the_mandates_of_the_hosts_officers_end_with_the_meeting_still(meeting):
    ends = make_mandate(Role.HOST, until=meeting.ends_on)
    others = [make_mandate(Role.HOST), make_mandate(Role.HOST, until=FIRST - timedelta(days=30))]
    elsewhere = make_mandate(Role.HOST, until=meeting.ends_on, organisation=make_institution("PY"))
    later = meeting.ends_on + timedelta(days=3)
    change_meeting(meeting, by=make_secretary(), ends_on=later)
    before = [one.until for one in (*others, elsewhere)]
    for one in (ends, *others, elsewhere):
        one.refresh_from_db()
    assert ends.until == later
    assert [one.until for one in (*others, elsewhere)] == before
    assert AuditEntry.objects.filter(action="record_mandate").count() == 1


def test_a_meeting_that_was_cancelled_is_restored_before_it_is_changed():
    meeting = make_meeting(cancelled_at=now())
    with pytest.raises(PermissionDenied):
        change_meeting(meeting, by=None, place={"es": "Quito"})


def test_the_secretariat_adds_a_meeting_with_the_form(client):
    client.force_login(make_secretary())
    days = {"begins_on": "2031-10-26", "ends_on": "2031-10-27"}
    form = {"title_es": "XIII Reunión", "precision": "day", "time_zone": "America/Mexico_City", "mode": "hybrid"}
    answer = client.post(reverse("meetings:add_meeting"), days | form | {"audience": "members", "ordinal": "13"})
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert (meeting.ordinal, meeting.mode, meeting.title) == (13, "hybrid", {"es": "XIII Reunión"})


def test_a_zone_that_does_not_exist_is_refused_by_the_form_in_words(client):
    client.force_login(make_secretary())
    text = client.post(reverse("meetings:add_meeting"), {"time_zone": "Mars/Olympus"}).text
    assert "Mars/Olympus" in text
    assert "America/Mexico_City" in text.split("Mars/Olympus")[1].split("</p>")[0]


def test_the_hosts_form_offers_what_the_host_changes(client, meeting):
    client.force_login(make_host())
    address = reverse("meetings:edit_meeting", args=[meeting.pk])
    text = client.get(address).text
    assert 'name="place_es"' in text
    assert 'name="begins_on"' not in text
    assert client.post(address, {"place_es": "Quito", "begins_on": "2031-01-01"}).status_code == 302
    meeting.refresh_from_db()
    assert (str(meeting.place), meeting.begins_on) == ("Quito", FIRST)


def test_the_form_shows_what_stands(client):
    client.force_login(make_secretary())
    meeting = make_meeting(ordinal=4, source={"es": "Informe"})
    meeting.co_organisers.add(make_organisation())
    address = reverse("meetings:edit_meeting", args=[meeting.pk])
    shown = client.get(address).context["form"]
    sent = {field.html_name: field.value() for field in shown if field.name in ("begins_on", "ends_on", "ordinal")}
    assert sent == {"begins_on": meeting.begins_on, "ends_on": meeting.ends_on, "ordinal": 4}
    assert "Observatorio de prueba" in client.get(address).text


def test_a_host_whose_mandate_is_over_finds_no_form(client, meeting):
    host = make_host("late@example.org", until=today() - timedelta(days=1))
    client.force_login(fresh(host))
    assert client.get(reverse("meetings:edit_meeting", args=[meeting.pk])).status_code == 404
