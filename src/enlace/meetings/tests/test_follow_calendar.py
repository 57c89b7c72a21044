"""The secret address of one's own calendar, and what stands behind it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import activate

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.calendars.actions import make_feed, note_reading
from enlace.meetings.models import CalendarFeed
from enlace.meetings.testing import make_meeting, make_session, make_speaker
from enlace.meetings.tests.reading_calendars import by_icalendar, by_vobject
from enlace.network.models import Mandate, Person, hashed
from enlace.network.privacy_actions import erase_person
from enlace.network.testing import make_focal_point, make_observer, make_organisation, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal():
    return make_focal_point()


def address(user, language="es"):
    _feed, token = make_feed(by=user, language=language)
    return reverse("meetings:feed", args=[token])


def titles(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert [one["uid"] for one in by_icalendar(answer.content)] == [one["uid"] for one in by_vobject(answer.content)]
    return [one["summary"] for one in by_icalendar(answer.content)]


def test_an_address_is_shown_once_and_read_without_signing_in(client, focal):
    make_session(title=Texts({"es": "Apertura"}))
    client.force_login(focal)
    shown = client.post(reverse("meetings:calendar"))
    path = "/" + shown.context["address"].split("/", 3)[3]
    assert path in shown.content.decode()
    assert path not in client.get(reverse("meetings:calendar")).content.decode()
    client.logout()
    assert "Apertura" in titles(client, path)


def test_the_database_and_the_audit_log_hold_no_address(client, focal):
    path = address(focal)
    token = path.rsplit("/", 1)[1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.token_hash == hashed(token)
    line = AuditEntry.objects.get(action="make_feed")
    assert token not in str(line.after) + str(line.before)
    assert line.subject_id == str(feed.pk)


def test_programs_are_told_to_keep_it_to_themselves_and_when_nothing_is_new(client, focal):
    make_session()
    path = address(focal)
    answer = client.get(path)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_an_unknown_address_and_a_revoked_one_are_not_there(client, focal):
    path = address(focal)
    client.force_login(focal)
    client.post(reverse("meetings:revoke_calendar", args=[CalendarFeed.objects.get().pk]))
    assert client.get(path).status_code == 404
    assert client.get(reverse("meetings:feed", args=["x" * 43])).status_code == 404
    assert AuditEntry.objects.filter(action="revoke_feed").exists()


def test_nobody_revokes_the_address_of_another(client, focal):
    address(focal)
    client.force_login(make_observer())
    path = reverse("meetings:revoke_calendar", args=[CalendarFeed.objects.get().pk])
    assert client.post(path).status_code == 404
    assert CalendarFeed.objects.working().count() == 1


def test_a_sixth_address_is_refused_with_a_sentence(client, focal):
    for _ in range(5):
        address(focal)
    client.force_login(focal)
    assert client.post(reverse("meetings:calendar")).context["address"] == ""
    assert CalendarFeed.objects.count() == 5


def test_it_is_in_the_language_in_which_it_was_made(client, focal):
    make_session(title=Texts({"es": "Apertura", "pt": "Abertura"}))
    assert "Abertura" in titles(client, address(focal, "pt"))
    activate("es")
    assert "Apertura" in titles(client, address(focal, "es"))


def test_an_observer_finds_their_sessions_alone(client):
    own, other = make_organisation(), make_organisation()
    meeting = make_meeting(audience="network")
    make_session(meeting=meeting, audience="invited", observers=[own], title=Texts({"es": "Para ellos"}))
    make_session(meeting=meeting, audience="invited", observers=[other], title=Texts({"es": "Para otros"}))
    make_session(meeting=meeting, audience="members", title=Texts({"es": "Para miembros"}))
    make_session(meeting=meeting, audience="network", published=False, title=Texts({"es": "Borrador"}))
    assert titles(client, address(make_observer(organisation=own))) == ["Para ellos"]


def test_the_link_to_join_is_there_for_who_may_join_and_gone_with_the_session(client, focal):
    session = make_session(link="https://sala.example/1")
    path = address(focal)
    (event,) = by_icalendar(client.get(path).content)
    assert "https://sala.example/1" in event["description"]
    session.cancelled_at = now()
    session.save()
    (event,) = by_icalendar(client.get(path).content)
    assert "sala.example" not in event["description"]


def test_old_meetings_leave_it_and_a_meeting_without_an_agenda_is_there_as_days(client, focal):
    make_session(meeting=make_meeting(begins_on=today() - timedelta(days=95)), title=Texts({"es": "Antigua"}))
    make_session(meeting=make_meeting(begins_on=today() - timedelta(days=80)), title=Texts({"es": "Reciente"}))
    coming = make_meeting(title=Texts({"es": "Por venir"}))
    make_meeting(title=Texts({"es": "Sin días"}), precision="month")
    (first, second) = by_icalendar(client.get(address(focal)).content)
    assert (first["summary"], second["summary"]) == ("Reciente", "Por venir")
    assert second["begins"] == coming.begins_on


def test_a_cancelled_meeting_is_told_to_programs(client, focal):
    session = make_session()
    path = address(focal)
    (before,) = by_icalendar(client.get(path).content)
    session.meeting.cancelled_at = now() + timedelta(hours=1)
    session.meeting.save()
    (after,) = by_icalendar(client.get(path).content)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert after["uid"] == before["uid"]


def test_who_no_longer_plays_a_part_keeps_an_empty_calendar(client, focal):
    make_session()
    make_session(meeting=make_meeting(audience="public"), audience="public")
    path = address(focal)
    assert len(titles(client, path)) == 2
    Mandate.objects.update(until=today() - timedelta(days=1))
    assert titles(client, path) == []
    assert "X-WR-CALNAME" in client.get(path).content.decode()


def test_a_closed_account_keeps_an_empty_calendar_even_where_it_speaks(client, focal):
    make_speaker(person=Person.objects.get(user=focal))
    path = address(focal)
    focal.is_active = False
    focal.save()
    assert titles(client, path) == []


def test_a_speaker_without_a_mandate_finds_the_session_in_which_they_speak(client, focal):
    speaker = make_speaker(session=make_session(title=Texts({"es": "Panel"})), person=Person.objects.get(user=focal))
    make_session(meeting=speaker.session.meeting, title=Texts({"es": "Otra"}))
    Mandate.objects.all().delete()
    assert titles(client, address(focal)) == ["Panel"]


def test_deadlines_are_whole_days_with_their_title(client, focal):
    Mandate.objects.update(until=today() + timedelta(days=20))
    (event,) = by_icalendar(client.get(address(focal)).content)
    assert event["begins"] == today() + timedelta(days=20)
    assert event["description"] == ""


def test_that_it_was_read_is_written_down_once_an_hour(client, focal):
    path, moment = address(focal), now()
    client.get(path)
    feed = CalendarFeed.objects.get()
    assert feed.read_at
    assert not note_reading(feed, moment + timedelta(minutes=30))
    assert note_reading(feed, moment + timedelta(minutes=90))


def test_its_cost_does_not_grow_with_the_sessions(client, focal, django_assert_max_num_queries):
    meeting = make_meeting()
    for hour in range(8, 18):
        make_session(meeting=meeting, begins=time(hour), ends=time(hour, 30))
    path = address(focal)
    with django_assert_max_num_queries(40):
        assert len(titles(client, path)) == 10


def test_hours_are_those_of_the_place(client, focal):
    meeting = make_meeting(begins_on=datetime(2027, 3, 14).date(), time_zone="America/Havana")
    make_session(meeting=meeting, begins=time(9), ends=time(10))
    data = client.get(address(focal)).content
    for read in (by_icalendar, by_vobject):
        assert read(data)[0]["begins"] == datetime(2027, 3, 14, 13, tzinfo=UTC)


def test_it_is_held_on_a_person_and_goes_with_them(client, focal):
    address(focal)
    client.force_login(focal)
    person = Person.objects.get(user=focal)
    page = client.get(reverse("network:held", args=[person.pk])).content.decode()
    assert f'href="{reverse("meetings:calendar")}"' in page.partition("<main")[2]
    erase_person(person, by=make_secretary())
    assert not CalendarFeed.objects.exists()
