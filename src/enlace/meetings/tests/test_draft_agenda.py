"""The draft: sessions added, changed, cancelled and moved, their speakers, and what is refused."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.meetings.agenda.actions import (
    add_session,
    cancel_session,
    change_session,
    remove_session,
    restore_session,
)
from enlace.meetings.agenda.order_actions import move_session, shift_day
from enlace.meetings.agenda.speaker_actions import add_speaker, change_speaker, move_speaker, remove_speaker
from enlace.meetings.models import Session, Speaker
from enlace.meetings.testing import make_contribution, make_meeting, make_paper, make_session, make_speaker
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_membership,
    make_organisation,
    make_person,
    make_secretary,
)

pytestmark = pytest.mark.django_db
TITLE = {"es": "Estudio de caso", "pt": "Estudo de caso"}


def add(meeting=None, *, by=None, **fields):
    meeting = meeting or make_meeting()
    given = {"title": TITLE, "day": meeting.begins_on, "begins": time(9), "ends": time(10)} | fields
    return add_session(meeting, by=by, **given)


def refused(wrong, **fields):
    with pytest.raises(ValidationError) as refusal:
        add(**fields)
    assert list(refusal.value.message_dict) == [wrong]
    assert not Session.objects.exists()
    return refusal.value.message_dict[wrong][0]


def hours(session):
    session.refresh_from_db()
    return f"{session.begins:%H:%M}–{session.ends:%H:%M}"


def test_the_host_adds_a_session_as_a_draft():
    host = make_host()
    session = add(by=host, languages="español, en", interpretation="pt", kind="case_study")
    assert (session.languages, session.interpretation, session.versions.count()) == ("es, en", "pt", 0)
    entry = AuditEntry.objects.get(action="add_session")
    assert (entry.by, entry.after["kind"], entry.after["begins"]) == (host, "case_study", "09:00")
    assert "Estudio" not in str(entry.after)


def test_who_does_not_organise_the_meeting_changes_nothing():
    focal_point, session = make_focal_point(), make_session()
    for act in (
        lambda: add(session.meeting, by=focal_point),
        lambda: change_session(session, by=focal_point, room="Sala 2"),
        lambda: cancel_session(session, by=focal_point),
        lambda: move_session(session, "later", by=focal_point),
        lambda: shift_day(session.meeting, session.day, session.meeting.ends_on, by=focal_point),
        lambda: add_speaker(session, by=focal_point, shown_as=TITLE, sector="government"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not AuditEntry.objects.filter(subject_kind__startswith="meetings.").exists()


def test_a_session_outside_the_meetings_days_is_refused_and_these_are_named():
    meeting = make_meeting()
    sentence = refused("day", meeting=meeting, day=meeting.ends_on + timedelta(days=1))
    assert meeting.days_in_words in sentence


def test_an_end_before_the_start_is_refused_with_both_hours():
    assert "08:30" in refused("ends", begins=time(9), ends=time(8, 30))
    refused("ends", begins=time(9), ends=time(9))


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ("title", {"title": {}}),
        ("kind", {"kind": "dance"}),
        ("audience", {"audience": "friends"}),
        ("observers", {"audience": "invited"}),
        ("link", {"link": "javascript:alert(1)"}),
        ("room", {"room": "x" * 121}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(wrong, fields):
    refused(wrong, **fields)


def test_a_language_that_is_none_is_named():
    assert "Marciano" in refused("languages", languages="es, Marciano")
    assert "xx" in refused("interpretation", interpretation="xx")


def test_observers_are_named_only_for_the_audience_of_those_named():
    observer = make_organisation()
    assert add(audience="invited", observers=[observer]).observers.get() == observer
    Session.objects.all().delete()
    refused("observers", audience="members", observers=[observer])


def test_an_organisation_that_does_not_observe_on_that_day_is_not_named():
    former = make_organisation(name=Texts({"es": "Antes"}), member=False)
    meeting = make_meeting()
    assert "Antes" in refused("observers", meeting=meeting, audience="invited", observers=[former])
    make_membership(organisation=former, until=meeting.begins_on)
    assert add(meeting, audience="invited", observers=[former])


def test_a_change_leaves_what_it_does_not_name():
    observer = make_organisation()
    session = add(audience="invited", observers=[observer], room="Sala 1")
    change_session(session, by=None, begins=time(9, 30))
    session.refresh_from_db()
    assert (session.room, session.observers.get(), hours(session)) == ("Sala 1", observer, "09:30–10:00")
    entry = AuditEntry.objects.get(action="change_session")
    assert (entry.before["begins"], entry.after["begins"]) == ("09:00", "09:30")


def test_another_audience_takes_the_names_of_observers_away():
    session = add(audience="invited", observers=[make_organisation()])
    change_session(session, by=None, audience="public")
    assert not session.observers.exists()


def test_a_published_session_is_cancelled_and_takes_place_after_all():
    session, secretary = make_session(), make_secretary()
    assert cancel_session(session, by=secretary).cancelled_at
    with pytest.raises(PermissionDenied):
        cancel_session(session, by=secretary)
    assert restore_session(session, by=secretary).cancelled_at is None
    recorded = AuditEntry.objects.filter(by=secretary).order_by("pk").values_list("action", flat=True)
    assert list(recorded) == ["cancel_session", "restore_session"]


def test_what_was_published_or_holds_a_paper_is_not_removed():
    session, unwanted = make_session(), make_session(published=False)
    with pytest.raises(PermissionDenied):
        remove_session(session, by=make_secretary())
    paper = make_paper(session=unwanted)
    with pytest.raises(PermissionDenied):
        remove_session(unwanted, by=None)
    paper.delete()
    remove_session(unwanted, by=None)
    assert list(Session.objects.all()) == [session]


def of_a_day(*spans):
    meeting = make_meeting()
    return [
        make_session(meeting=meeting, published=False, begins=time(*begins), ends=time(*ends)) for begins, ends in spans
    ]


def test_a_session_changes_places_with_its_neighbour_and_the_pause_between_them_stays():
    first, second, third = of_a_day(((9, 0), (10, 0)), ((10, 15), (12, 15)), ((14, 0), (15, 0)))
    move_session(second, "earlier", by=make_secretary())
    assert [hours(one) for one in (second, first, third)] == ["09:00–11:00", "11:15–12:15", "14:00–15:00"]
    entry = AuditEntry.objects.get(action="move_session")
    assert (entry.before, entry.after) == ({"begins": "10:15"}, {"begins": "09:00", "with": first.pk})


def test_sessions_at_the_same_time_swap_their_beginnings():
    first, second = of_a_day(((9, 0), (11, 0)), ((10, 0), (10, 30)))
    move_session(first, "later", by=None)
    assert (hours(first), hours(second)) == ("10:00–12:00", "09:00–09:30")


def test_the_first_goes_no_earlier_and_the_last_no_later():
    first, second = of_a_day(((9, 0), (10, 0)), ((10, 0), (11, 0)))
    for session, direction in ((first, "earlier"), (second, "later")):
        with pytest.raises(ValidationError):
            move_session(session, direction, by=None)
    assert (hours(first), hours(second)) == ("09:00–10:00", "10:00–11:00")


def test_nothing_is_moved_beyond_midnight():
    first, second = of_a_day(((9, 0), (12, 0)), ((11, 0), (23, 59)))
    second.begins, second.ends = time(22), time(23)
    second.save()
    first.ends = time(22, 30)
    first.save()
    with pytest.raises(ValidationError, match=r"medianoche|midnight"):
        move_session(first, "later", by=None)
    assert (hours(first), hours(second)) == ("09:00–22:30", "22:00–23:00")


def test_a_cancelled_session_keeps_its_place_and_others_pass_it():
    first, cancelled, last = of_a_day(((9, 0), (10, 0)), ((10, 0), (11, 0)), ((11, 0), (12, 0)))
    Session.objects.filter(pk=cancelled.pk).update(cancelled_at=now())
    with pytest.raises(ValidationError):
        move_session(cancelled, "earlier", by=None)
    move_session(last, "earlier", by=None)
    assert [hours(one) for one in (last, cancelled, first)] == ["09:00–10:00", "10:00–11:00", "11:00–12:00"]


def test_a_day_that_moved_takes_its_sessions_along_at_their_hours():
    meeting = make_meeting()
    sessions = [make_session(meeting=meeting, published=False) for _number in range(2)]
    assert shift_day(meeting, meeting.begins_on, meeting.ends_on, by=make_host()) == 2
    assert {one.day for one in Session.objects.all()} == {meeting.ends_on}
    assert hours(sessions[0]) == "09:00–10:00"
    entry = AuditEntry.objects.get(action="shift_day")
    assert entry.after == {"day": meeting.ends_on.isoformat(), "sessions": 2}


def test_a_day_moves_to_a_day_of_the_meeting_alone():
    session = make_session(published=False)
    meeting, day = session.meeting, session.day
    for of, to in ((day, meeting.ends_on + timedelta(days=1)), (day, day), (meeting.ends_on, meeting.begins_on)):
        with pytest.raises(ValidationError):
            shift_day(meeting, of, to, by=None)
    session.refresh_from_db()
    assert session.day == day


def test_speakers_stand_in_the_order_in_which_they_are_put():
    session = make_session()
    people = [add_speaker(session, by=None, shown_as={"es": name}, sector="corporate") for name in "ABC"]
    move_speaker(people[2], "earlier", by=make_host())
    move_speaker(people[0], "earlier", by=None)
    assert [str(one.shown_as) for one in session.speakers.all()] == ["A", "C", "B"]
    assert AuditEntry.objects.filter(action="move_speaker").count() == 1


def test_the_log_knows_who_a_speaker_is_by_number_and_not_how_they_are_shown():
    person = make_person(name="Ana Nombrada")
    speaker = add_speaker(make_session(), by=None, shown_as={"es": "Ana Nombrada"}, sector="government", person=person)
    change_speaker(speaker, by=None, part="chair")
    entry = AuditEntry.objects.get(action="change_speaker")
    assert (entry.before["part"], entry.after["part"], entry.after["person"]) == ("speaker", "chair", person.pk)
    assert not AuditEntry.objects.filter(after__icontains="Nombrada").exists()


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [("shown_as", {"shown_as": {}}), ("sector", {"sector": ""}), ("part", {"part": "guest"})],
)
def test_a_speaker_who_lacks_something_is_refused_at_its_field(wrong, fields):
    with pytest.raises(ValidationError) as refusal:
        add_speaker(make_session(), by=None, **{"shown_as": TITLE, "sector": "academia"} | fields)
    assert list(refusal.value.message_dict) == [wrong]


def test_who_was_erased_is_no_speaker():
    erased = make_person(name="", email="", erased_at=now())
    with pytest.raises(ValidationError):
        add_speaker(make_session(), by=None, shown_as=TITLE, sector="academia", person=erased)
    assert not Speaker.objects.exists()


def test_who_brought_a_contribution_is_not_removed():
    contribution, other = make_contribution(), make_speaker()
    with pytest.raises(PermissionDenied):
        remove_speaker(contribution.speaker, by=make_secretary())
    remove_speaker(other, by=None)
    assert Speaker.objects.get() == contribution.speaker
