"""The calendar file of a meeting, and an agenda taken from a file into the draft."""

from datetime import time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.agenda.rules import can_join_session
from enlace.meetings.calendars.contents import meeting_sheet
from enlace.meetings.models import Session
from enlace.meetings.testing import make_meeting, make_session, make_speaker
from enlace.meetings.tests.reading_calendars import by_icalendar, by_vobject
from enlace.network.models import Person
from enlace.network.testing import (
    COLUMNS,
    fresh,
    make_cast,
    make_focal_point,
    make_host,
    make_institution,
    make_observer,
    make_secretary,
)

pytestmark = pytest.mark.django_db


def calendar_of(client, meeting):
    return client.get(reverse("meetings:meeting_calendar", args=[meeting.pk]))


def events(client, meeting):
    data = calendar_of(client, meeting).content
    assert [one["begins"] for one in by_icalendar(data)] == [one["begins"] for one in by_vobject(data)]
    return by_icalendar(data)


def test_the_public_finds_the_public_sessions_of_a_public_meeting(client):
    meeting = make_meeting(audience="public")
    make_session(meeting=meeting, audience="public", title=Texts({"es": "Abierta"}), link="https://sala.example/1")
    make_session(meeting=meeting, audience="members", title=Texts({"es": "Cerrada"}))
    make_session(meeting=meeting, audience="public", title=Texts({"es": "Borrador"}), published=False)
    (event,) = events(client, meeting)
    assert event["summary"] == "Abierta"
    assert "sala.example" not in calendar_of(client, meeting).content.decode()


def test_who_does_not_see_the_meeting_finds_nothing(client):
    assert calendar_of(client, make_meeting()).status_code == 404


def test_it_says_what_was_published_not_what_is_drafted(client):
    session = make_session(title=Texts({"es": "Publicado"}))
    Session.objects.update(title=Texts({"es": "Cambiado"}), begins=time(7))
    client.force_login(make_focal_point())
    (event,) = events(client, session.meeting)
    assert event["summary"] == "Publicado"


@pytest.mark.parametrize("ago", [0, 30])
@pytest.mark.parametrize("audience", ["public", "network", "members"])
def test_the_link_is_for_those_who_may_join(audience, ago):
    cast = make_cast()
    meeting = make_meeting(audience=audience, begins_on=today() - timedelta(days=ago))
    session = make_session(meeting=meeting, audience=audience, link="https://sala.example/1")
    make_speaker(session=session, person=Person.objects.create(name="Panelista", user=cast.stranger))
    for name in COLUMNS.values():
        if name != "command_line":
            user = AnonymousUser() if name == "anonymous" else fresh(getattr(cast, name))
            told = any("sala.example" in one.description.text for one in meeting_sheet(meeting, user).entries)
            assert told == can_join_session(user, session), name


def test_the_link_of_the_whole_meeting_is_not_for_observers_of_a_session(client):
    meeting = make_meeting(audience="network", link="https://plenaria.example/1")
    make_session(meeting=meeting, audience="network")
    told = []
    for user in (make_observer(), make_focal_point()):
        client.force_login(user)
        told.append("plenaria.example" in calendar_of(client, meeting).content.decode().replace("\r\n ", ""))
    assert told == [False, True]


def agenda_page(meeting):
    return reverse("meetings:import_agenda", args=[meeting.pk])


def upload(client, meeting, data):
    file = SimpleUploadedFile("agenda.ics", data, "text/calendar")
    return client.post(agenda_page(meeting), {"file": file, "language": "pt"})


def apply(client, meeting, shown):
    return client.post(agenda_page(meeting), {"rows": shown.context["rows"], "language": shown.context["language"]})


def facts(meeting):
    return [
        (dict(one.title), dict(one.summary), one.kind, one.begins, one.ends, one.room)
        for one in meeting.sessions.order_by("begins")
    ]


@pytest.fixture
def taken(client):
    """The file of an agenda of two sessions, one of them cancelled besides."""
    client.force_login(make_secretary())
    meeting = make_meeting(place=Texts({"es": "Ciudad de México"}))
    titles = {"es": "Sesión; con coma, y más"}
    make_session(
        meeting=meeting, kind="panel", title=Texts(titles), summary=Texts({"es": "De qué trata"}), room="Sala 1"
    )
    make_session(meeting=meeting, kind="break", title=Texts({"es": "Café"}), begins=time(10), ends=time(10, 30))
    data = calendar_of(client, meeting).content
    return meeting, data


def test_an_agenda_that_was_taken_away_comes_into_an_empty_meeting_as_it_was(client, taken):
    meeting, data = taken
    empty = make_meeting(place=meeting.place)
    shown = upload(client, empty, data)
    assert Session.objects.filter(meeting=empty).count() == 0
    apply(client, empty, shown)
    assert facts(empty) == facts(meeting)
    assert not empty.agenda_versions.exists()


def test_what_is_added_is_recorded_session_by_session(client, taken):
    _meeting, data = taken
    empty = make_meeting()
    apply(client, empty, upload(client, empty, data))
    assert AuditEntry.objects.filter(action="add_session").count() == 2


def test_applying_twice_adds_nothing_twice(client, taken):
    _meeting, data = taken
    empty = make_meeting()
    shown = upload(client, empty, data)
    apply(client, empty, shown)
    apply(client, empty, shown)
    assert empty.sessions.count() == 2
    assert upload(client, empty, data).context["there_already"] == 2


def test_rows_that_were_changed_or_are_of_another_meeting_are_not_taken(client, taken):
    _meeting, data = taken
    empty, other = make_meeting(), make_meeting()
    shown = upload(client, empty, data)
    client.post(agenda_page(empty), {"rows": shown.context["rows"][:-3] + "xyz"})
    apply(client, other, shown)
    assert empty.sessions.count() == other.sessions.count() == 0


def test_what_is_no_agenda_is_said_at_the_file(client, taken):
    answer = upload(client, make_meeting(), b"%PDF-1.7")
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]


def test_what_is_left_out_is_named(client, taken):
    _meeting, data = taken
    answer = upload(client, make_meeting(begins_on=now().date().replace(year=2031)), data)
    assert len(answer.context["left_out"]) == 2
    assert "rows" in answer.context
    assert b'name="rows"' not in answer.content


def test_members_and_the_host_of_another_meeting_may_not(client):
    meeting = make_meeting(host=make_institution("PY"))
    for user in (make_focal_point(), make_host()):
        client.force_login(user)
        assert client.get(agenda_page(meeting)).status_code in {403, 404}


def test_the_host_may_for_its_own_meeting(client):
    meeting = make_meeting()
    client.force_login(make_host())
    assert client.get(agenda_page(meeting)).status_code == 200


def test_every_page_of_ours_says_its_steps(client, taken):
    meeting, _data = taken
    assert client.get(reverse("meetings:calendar")).status_code == 200
    assert (
        reverse("meetings:meeting_calendar", args=[meeting.pk])
        in client.get(meeting.get_absolute_url()).content.decode()
    )
