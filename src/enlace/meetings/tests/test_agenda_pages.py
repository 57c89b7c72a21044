"""The agenda as it is read and edited in pages."""

from datetime import date, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.core.registry import Panel, registered
from enlace.meetings.agenda import panels
from enlace.meetings.agenda.actions import cancel_session, change_session
from enlace.meetings.agenda.publish_actions import publish_agenda
from enlace.meetings.models import AgendaVersion, Meeting, Session, Speaker
from enlace.meetings.testing import (
    make_contribution,
    make_delegate,
    make_delegation,
    make_meeting,
    make_session,
    make_speaker,
)
from enlace.network.privacy_actions import erase_person
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_host,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def at(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def draft(meeting=None, title="Diálogo", **fields):
    return make_session(meeting=meeting or make_meeting(), published=False, title={"es": title}, **fields)


def read(client, name, thing, user=None, **query):
    if user:
        client.force_login(user)
    answer = client.get(at(name, thing), query)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    return answer.text


def posted(session, **other):
    fields = {"kind": "panel", "title_es": "Panel", "day": session.day.isoformat(), "begins": "09:00", "ends": "10:30"}
    return fields | {"audience": "members", "room": "Sala 1"} | other


def test_the_agenda_shows_sessions_with_who_speaks_in_what_languages_and_for_whom(client):
    session = draft(title="Empresas", kind="panel", room="Sala 1", languages="es", interpretation="en, pt")
    make_speaker(session=session, part="chair", shown_as={"es": "Directora"}, sector="government")
    make_speaker(session=session, shown_as={"es": "Gerente"}, sector="corporate")
    publish_agenda(session.meeting, by=None)
    text = read(client, "agenda", session.meeting, make_focal_point())
    for words in ("Empresas", "Directora", "Gerente", "Sala 1", "español", "portugués", "inglés"):
        assert words in text
    assert text.index("Directora") < text.index("Gerente")


def test_nobody_else_reads_the_draft(client):
    cast, session = make_cast(), draft(title="Borrador")
    publish_agenda(session.meeting, by=None)
    other = draft(session.meeting, title="Nueva")
    for user in (cast.focal_point, cast.observer, cast.stranger):
        client.force_login(user)
        assert client.get(at("session", other)).status_code == 404
        assert client.get(at("edit_agenda", session.meeting)).status_code == (403 if user == cast.focal_point else 404)
        assert client.get(at("edit_session", session)).status_code == (403 if user == cast.focal_point else 404)
    for user in (cast.secretary, cast.host):
        assert "Nueva" in read(client, "edit_agenda", session.meeting, user)
        assert "Nueva" in read(client, "session", other, user)


def test_who_is_not_signed_in_reads_the_public_sessions_of_a_public_meeting_and_never_how_to_join(client):
    meeting = make_meeting(audience="public", link="https://join.example.org/all")
    session = draft(meeting, "Apertura", audience="public", link="https://join.example.org/room")
    draft(meeting, "Reservada")
    publish_agenda(meeting, by=None)
    for text in (read(client, "agenda", meeting), read(client, "session", session)):
        assert "Apertura" in text
        assert "Reservada" not in text
        assert "join.example.org" not in text
    client.force_login(make_focal_point())
    assert "join.example.org/room" in client.get(at("session", session)).text


def test_what_somebody_may_not_see_is_not_there(client):
    session = draft()
    publish_agenda(session.meeting, by=None)
    assert client.get(at("agenda", session.meeting)).status_code == 404
    assert client.get(at("session", session)).status_code == 404


def test_a_speaker_without_a_part_in_the_network_reads_their_session_and_joins_it(client):
    user = make_user("guest@example.org")
    session = draft(title="Empresas", link="https://join.example.org/room")
    make_speaker(session=session, person=make_person(user=user))
    publish_agenda(session.meeting, by=None)
    text = read(client, "session", session, user)
    assert "join.example.org/room" in text
    assert at("agenda", session.meeting) not in text
    assert client.get(at("agenda", session.meeting)).status_code == 404


def test_a_cancelled_session_is_struck_and_says_so(client):
    session = draft(title="Taller")
    publish_agenda(session.meeting, by=None)
    cancel_session(session, by=None)
    publish_agenda(session.meeting, by=None)
    text = read(client, "agenda", session.meeting, make_focal_point())
    assert "<s>Taller</s>" in text
    assert "Taller" in read(client, "session", session)


def test_an_agenda_that_is_not_published_and_one_without_a_session_for_the_reader_say_so(client):
    cast, meeting = make_cast(), make_meeting(audience="network")
    assert "list entry" not in read(client, "agenda", meeting, cast.focal_point)
    draft(meeting)
    publish_agenda(meeting, by=None)
    assert "list entry" not in read(client, "agenda", meeting, cast.observer)


def test_hours_stand_on_the_clock_of_the_place_and_on_the_readers_across_the_change_of_clocks(client):
    """New York leaves summer time on 1 November 2026, Uruguay keeps its clock."""
    meeting = make_meeting(begins_on=date(2026, 10, 31), ends_on=date(2026, 11, 1), time_zone="America/New_York")
    for day in (meeting.begins_on, meeting.ends_on):
        draft(meeting, day=day, begins=time(9), ends=time(10))
    publish_agenda(meeting, by=None)
    text = read(client, "agenda", meeting, make_focal_point(), zone="America/Montevideo")
    assert "10:00–11:00" in text
    assert "11:00–12:00" in text
    assert "10:00–11:00" in read(client, "agenda", meeting)
    assert "10:00–11:00" not in read(client, "agenda", meeting, zone="")


def test_a_session_that_falls_on_another_day_for_the_reader_says_which(client):
    meeting = make_meeting(begins_on=date(2026, 10, 26), time_zone="America/Montevideo", audience="public")
    draft(meeting, begins=time(22), ends=time(23), audience="public")
    publish_agenda(meeting, by=None)
    text = read(client, "agenda", meeting, zone="UTC")
    assert "27 de octubre de 2026, 01:00–02:00" in text


def test_a_zone_that_does_not_exist_is_said_to_be_none_and_not_remembered(client):
    meeting = draft().meeting
    publish_agenda(meeting, by=None)
    assert 'class="wrong"' in read(client, "agenda", meeting, make_focal_point(), zone="Mars/Olympus")
    assert 'class="wrong"' not in read(client, "agenda", meeting)


def test_what_changed_since_the_version_before_is_marked_and_listed(client):
    session = draft(title="Taller")
    publish_agenda(session.meeting, by=None)
    assert "<details" not in read(client, "agenda", session.meeting, make_focal_point())
    change_session(session, by=None, begins=time(11), ends=time(12))
    publish_agenda(session.meeting, by=None)
    text = read(client, "agenda", session.meeting)
    assert "<details" in text
    assert "09:00–10:00" in text
    assert 'class="tag"' in text


def test_panels_of_other_subjects_stand_on_the_page_of_a_session(client, monkeypatch):
    session = make_session()
    asked = []

    def offer(request, of):
        asked.append(of)
        return Panel("meetings/panels/no_agenda.html", {"meeting": of.meeting})

    monkeypatch.setattr("enlace.meetings.agenda.views.registered", lambda kind: [offer])
    assert 'id="programme"' in read(client, "session", session, make_focal_point())
    assert asked == [session]


def test_the_host_adds_a_session_from_the_page_and_is_led_to_its_speakers(client):
    meeting = make_meeting()
    client.force_login(make_host())
    answer = client.post(at("add_session", meeting), posted(Session(day=meeting.begins_on)))

    session = Session.objects.get()
    assert answer.url == at("speakers", session)
    assert (session.kind, f"{session.ends:%H:%M}", session.room) == ("panel", "10:30", "Sala 1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2020-01-01"},
        {"begins": "25:99"},
        {"ends": "08:00"},
        {"title_es": ""},
        {"audience": "invited"},
        {"languages": "marciano"},
        {"observers": ["999999"]},
    ],
)
def test_bad_input_comes_back_with_what_is_wrong_and_changes_nothing(client, wrong):
    session = draft()
    client.force_login(make_secretary())
    answer = client.post(at("edit_session", session), posted(session, **wrong))
    assert answer.status_code == 200
    assert 'class="wrong"' in answer.text
    session.refresh_from_db()
    assert (session.kind, session.room) == ("dialogue", "")


def test_a_session_is_changed_from_the_page_whose_form_holds_what_there_is(client):
    session = draft(title="Antes", audience="invited", observers=[make_organisation()])
    client.force_login(make_secretary())
    assert "Antes" in client.get(at("edit_session", session)).text
    answer = client.post(at("edit_session", session), posted(session))
    assert answer.url == f"{at('edit_agenda', session.meeting)}#session-{session.pk}"
    session.refresh_from_db()
    assert (str(session.title), session.audience, session.observers.count()) == ("Panel", "members", 0)


def test_buttons_put_a_session_earlier_and_later_without_a_script(client):
    meeting = make_meeting()
    first = draft(meeting, "Primera")
    second = draft(meeting, "Segunda", begins=time(10), ends=time(11))
    text = read(client, "edit_agenda", meeting, make_secretary())
    assert text.count('value="earlier"') == text.count('value="later"') == 1
    client.post(at("move_session", second), {"direction": "earlier"})
    assert list(meeting.sessions.all()) == [second, first]
    for wrong in ({"direction": "earlier"}, {"direction": "sideways"}, {}):
        answer = client.post(at("move_session", second), wrong, follow=True)
        assert "notice warn" in answer.text
    assert client.get(at("move_session", second)).status_code == 405


def test_a_day_is_moved_from_its_page_and_one_outside_of_the_meeting_is_pointed_out(client):
    session = draft()
    meeting = session.meeting
    meeting.begins_on += timedelta(days=1)
    meeting.save()
    assert "notice warn" in read(client, "edit_agenda", meeting, make_secretary())
    assert client.get(at("shift_day", meeting), {"day": session.day.isoformat()}).status_code == 200
    day = session.day.isoformat()
    assert client.post(at("shift_day", meeting), {"day": day, "to": day}).status_code == 200
    answer = client.post(at("shift_day", meeting), {"day": day, "to": meeting.begins_on.isoformat()})
    assert answer.url == at("edit_agenda", meeting)
    session.refresh_from_db()
    assert session.day == meeting.begins_on


def test_clashes_stand_beside_the_sessions_and_stop_nobody(client):
    meeting, person = make_meeting(), make_person()
    one, other = draft(meeting, "Una", room="Sala 1"), draft(meeting, "Otra", room="sala 1")
    for session in (one, other):
        make_speaker(session=session, person=person, shown_as={"es": "Directora"})
    text = read(client, "edit_agenda", meeting, make_host())
    assert text.count('<p class="late">') == 5
    assert person.name not in text
    assert publish_agenda(meeting, by=None).number == 1


def test_the_page_before_publishing_says_what_is_told_and_to_how_many(client):
    meeting = draft(title="Apertura").meeting
    make_focal_point()
    make_delegation(meeting=meeting)
    text = read(client, "publish_agenda", meeting, make_secretary())
    assert "Apertura" in text
    seen = text.partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(at("publish_agenda", meeting), {"seen": "another"}).status_code == 200
    assert not AgendaVersion.objects.exists()
    assert client.post(at("publish_agenda", meeting), {"seen": seen}).url == at("agenda", meeting)
    assert AuditEntry.objects.get(action="publish_agenda").after["people"] == 1
    assert 'name="seen"' not in client.get(at("publish_agenda", meeting)).text


def test_a_session_is_cancelled_restored_and_removed_from_pages(client):
    session, unwanted = make_session(), draft()
    client.force_login(make_secretary())
    assert client.get(at("cancel_session", session)).status_code == 200
    client.post(at("cancel_session", session))
    session.refresh_from_db()
    assert session.cancelled_at
    assert at("restore_session", session) in client.get(at("edit_agenda", session.meeting)).text
    client.post(at("restore_session", session))
    assert client.post(at("restore_session", session)).status_code == 403
    assert client.post(at("remove_session", session)).status_code == 403
    assert client.get(at("remove_session", unwanted)).status_code == 200
    client.post(at("remove_session", unwanted))
    assert list(Session.objects.all()) == [session]


def test_speakers_are_added_changed_ordered_and_removed_from_pages(client):
    session, person = draft(), make_person()
    client.force_login(make_secretary())
    fields = {"part": "speaker", "shown_as_es": "Gerente", "sector": "corporate", "person": person.pk}
    for name in ("Gerente", "Directora"):
        assert client.post(at("speakers", session), fields | {"shown_as_es": name}).url == at("speakers", session)
    assert client.post(at("speakers", session), fields | {"sector": ""}).status_code == 200
    first, second = session.speakers.all()
    client.post(at("move_speaker", second), {"direction": "earlier"})
    assert list(session.speakers.all()) == [second, first]
    assert client.get(at("edit_speaker", first)).status_code == 200
    client.post(at("edit_speaker", first), fields | {"part": "chair"})
    client.post(at("remove_speaker", second))
    speaker = Speaker.objects.get()
    assert (speaker.pk, speaker.part, speaker.person) == (first.pk, "chair", person)


def test_a_host_who_may_not_open_the_directory_leaves_the_person_of_a_speaker_as_it_is(client):
    person = make_person(name="Ana Nombrada")
    speaker = make_speaker(session=draft(), person=person)
    client.force_login(make_host())
    assert "Ana Nombrada" not in client.get(at("edit_speaker", speaker)).text
    client.post(at("edit_speaker", speaker), {"part": "chair", "shown_as_es": "X", "sector": "government"})
    speaker.refresh_from_db()
    assert (speaker.part, speaker.person) == ("chair", person)


def test_a_speaker_with_a_contribution_stays(client):
    speaker = make_contribution().speaker
    client.force_login(make_secretary())
    assert at("remove_speaker", speaker) not in client.get(at("edit_speaker", speaker)).text
    assert client.post(at("remove_speaker", speaker)).status_code == 403


def large_meeting(cast):
    """120 sessions of three speakers, half of them with observers; 500 delegates."""
    own = cast.observer.person.mandates.get().organisation
    meeting = make_meeting(audience="public", ends_on=today() + timedelta(days=25))
    others = [make_organisation() for _number in range(3)]
    for number in range(120):
        named = [own, *others] if number % 2 else ()
        session = draft(
            meeting,
            f"Sesión {number}",
            day=meeting.begins_on + timedelta(days=number // 30),
            begins=time(8 + number % 10),
            ends=time(9 + number % 10),
            audience="invited" if named else "public",
            observers=named,
        )
        for order in range(3):
            make_speaker(session=session, order=order, person=cast.editor.person if order else None)
    delegations = [make_delegation(meeting=meeting, state=make_state(code)) for code in ("UY", "PY", "AR", "BR", "CL")]
    for number in range(500):
        person = make_person(name=f"D {number}", email=f"d{number}@example.org")
        make_delegate(delegation=delegations[number % 5], person=person)
    publish_agenda(meeting, by=None, tell=False)
    change_session(session, by=None, room="Sala 9")
    publish_agenda(meeting, by=None, tell=False)
    return meeting


def test_the_agenda_asks_few_questions_of_the_database_however_long_it_is(client, django_assert_max_num_queries):
    cast = make_cast()
    meeting = large_meeting(cast)
    session = meeting.sessions.last()
    for user in (None, cast.observer, cast.focal_point, cast.host, cast.secretary):
        client.logout()
        if user:
            client.force_login(user)
        with django_assert_max_num_queries(24):
            assert client.get(at("agenda", meeting)).status_code == 200
        if user:
            with django_assert_max_num_queries(40):
                assert client.get(at("session", session)).status_code == 200
    for name, most in (("edit_agenda", 24), ("publish_agenda", 30)):
        with django_assert_max_num_queries(most):
            assert client.get(at(name, meeting)).status_code == 200


def test_the_menu_of_a_meeting_leads_to_the_agenda_and_organisers_to_its_draft(client):
    meeting = draft().meeting
    host, focal_point = make_host(), make_focal_point()
    assert at("edit_agenda", meeting) in read(client, "agenda", meeting, host)
    publish_agenda(meeting, by=None)
    text = read(client, "agenda", meeting, focal_point)
    assert f'href="{at("agenda", meeting)}"' in text
    assert at("edit_agenda", meeting) not in text


def panel_for(rf, user, meeting):
    request = rf.get("/")
    request.user = fresh(user) if user else AnonymousUser()
    return panels.programme_panel(request, meeting)


def test_the_page_of_a_meeting_gets_the_first_sessions_that_its_reader_sees(rf):
    cast, meeting = make_cast(), make_meeting(audience="public")
    assert panel_for(rf, cast.focal_point, meeting) is None
    assert panel_for(rf, cast.host, meeting).template == "meetings/panels/no_agenda.html"
    for number in range(14):
        draft(meeting, f"Sesión {number}", audience="public" if number else "members", begins=time(8, number))
    publish_agenda(meeting, by=None)
    shown = panel_for(rf, None, meeting).context
    assert (shown["count"], shown["all_shown"], len(shown["days"][0].lines)) == (13, False, 12)
    assert panel_for(rf, cast.focal_point, meeting).context["count"] == 14


def due_for(user):
    return [one.title for one in panels.due_agenda(fresh(user), today())]


def test_organisers_are_expected_to_publish_what_differs_and_to_mend_clashes():
    host, focal_point = make_host(), make_focal_point()
    meeting = make_meeting()
    session = draft(meeting, room="Sala 1")
    assert len(due_for(host)) == 1
    publish_agenda(meeting, by=None)
    assert due_for(host) == []
    draft(meeting, room="Sala 1")
    assert len(due_for(host)) == 2
    assert due_for(focal_point) == []
    Meeting.objects.update(cancelled_at=now())
    assert due_for(host) == []
    assert session.meeting == meeting


def test_erasing_somebody_takes_their_name_from_every_version_of_the_agenda(client):
    person, other = make_person(name="Ana Nombrada"), make_person(name="Otra Persona")
    session = draft(title="Palabras de Ana Nombrada")
    speaker = make_speaker(session=session, person=person, shown_as={"es": "Ana Nombrada, directora"})
    make_speaker(session=session, person=other, shown_as={"es": "Otra Persona"})
    publish_agenda(session.meeting, by=None)
    erase_person(person, by=None)
    speaker.refresh_from_db()
    text = read(client, "agenda", session.meeting, make_focal_point())
    assert "Nombrada" not in f"{speaker.shown_as} {text} {Session.objects.get().title}"
    assert "Otra Persona" in text
    assert set(speaker.shown_as) >= {"es", "pt", "en"}


def test_what_is_held_on_somebody_names_the_sessions_in_which_they_speak():
    speaker = make_speaker(person=make_person(), part="chair", shown_as={"es": "Directora"})
    (fact,) = [fact for held in registered("held") for fact in held(speaker.person) if "Directora" in fact.value]
    assert fact.address == at("session", speaker.session)
