"""Publishing the agenda, and who is told what of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.meetings.agenda.actions import cancel_session, change_session
from enlace.meetings.agenda.facts import mark_of
from enlace.meetings.agenda.publish_actions import publish_agenda
from enlace.meetings.agenda.queries import draft_facts, last_published, published_agenda, published_item, reader_of
from enlace.meetings.models import AgendaVersion, Meeting, Session
from enlace.meetings.testing import make_delegation, make_meeting, make_session, make_speaker
from enlace.network.audiences import Audience
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_cast,
    make_focal_point,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


def draft(meeting=None, title="Diálogo", **fields):
    meeting = meeting or make_meeting()
    return make_session(meeting=meeting, published=False, title={"es": title}, **fields)


def told():
    return sorted(Mail.objects.values_list("to", flat=True))


def sent():
    """Texts of the mails, by address; what was sent before is forgotten."""
    mail.outbox.clear()
    deliver_mail(now())
    return {message.to[0]: f"{message.subject}\n{message.body}" for message in mail.outbox}


def titles(meeting, user):
    published = published_agenda(meeting, user)
    return sorted(str(one.title) for one in published.items.values()) if published else []


def test_publishing_writes_the_draft_down_for_its_readers():
    session, focal_point, secretary = draft(), make_focal_point(), make_secretary()
    make_speaker(session=session)
    assert titles(session.meeting, focal_point) == []
    version = publish_agenda(session.meeting, by=secretary)
    assert (version.number, version.by, titles(session.meeting, focal_point)) == (1, secretary, ["Diálogo"])
    assert len(last_published(session.meeting)[session.pk].speakers) == 1
    assert AuditEntry.objects.get(action="publish_agenda").after == {"number": 1, "sessions": 1, "people": 0}


def test_who_does_not_organise_the_meeting_publishes_nothing():
    with pytest.raises(PermissionDenied):
        publish_agenda(draft().meeting, by=make_focal_point())
    assert not AgendaVersion.objects.exists()


def test_what_is_changed_in_the_draft_is_not_read_before_it_is_published():
    session, focal_point = draft(title="Antes"), make_focal_point()
    publish_agenda(session.meeting, by=None)
    change_session(session, by=None, title={"es": "Después"})
    assert titles(session.meeting, focal_point) == ["Antes"]
    publish_agenda(session.meeting, by=None)
    assert titles(session.meeting, focal_point) == ["Después"]


def test_what_was_written_for_a_few_is_not_read_by_more_because_the_draft_is_already_for_others():
    meeting = make_meeting(audience="public")
    session = draft(meeting, title="Reservado")
    publish_agenda(meeting, by=None)
    change_session(session, by=None, title={"es": "Abierto"}, audience="public")
    assert titles(meeting, AnonymousUser()) == []
    assert published_item(session, AnonymousUser()) is None
    publish_agenda(meeting, by=None)
    assert titles(meeting, AnonymousUser()) == ["Abierto"]
    assert published_agenda(meeting, AnonymousUser()).changes[0].before is None


def test_what_is_for_fewer_in_the_draft_is_hidden_at_once():
    session, focal_point = draft(), make_focal_point()
    publish_agenda(session.meeting, by=None)
    change_session(session, by=None, audience="secretariat")
    assert titles(session.meeting, focal_point) == []


def test_an_observer_reads_the_sessions_that_name_it_alone():
    cast = make_cast()
    own = cast.observer.person.mandates.get().organisation
    meeting = make_meeting(audience="network")
    draft(meeting, "Para miembros")
    draft(meeting, "Con nosotros", audience="invited", observers=[own])
    draft(meeting, "Con otros", audience="invited", observers=[make_organisation()])
    publish_agenda(meeting, by=None)
    assert titles(meeting, cast.observer) == ["Con nosotros"]
    assert titles(meeting, cast.focal_point) == ["Con nosotros", "Con otros", "Para miembros"]


def test_a_speaker_reads_their_own_session_whoever_it_is_for():
    cast = make_cast()
    session = draft(audience="secretariat")
    make_speaker(session=session, person=make_person(user=cast.stranger))
    publish_agenda(session.meeting, by=None)
    assert published_item(session, fresh(cast.stranger)) is not None
    assert published_item(session, cast.focal_point) is None


@pytest.mark.parametrize("meeting_audience", Audience.values)
def test_whom_a_publication_lets_in_is_whom_its_sessions_let_in(meeting_audience):
    """`Reader` asks without the database what `visible_to` asks with it."""
    cast = make_cast()
    own = cast.observer.person.mandates.get().organisation
    meeting = make_meeting(audience=meeting_audience)
    make_delegation(meeting=meeting, organisation=own)
    for audience in Audience.values:
        draft(meeting, audience, audience=audience, observers=[own] if audience == "invited" else ())
    make_speaker(session=draft(meeting, "hablan", audience="secretariat"), person=cast.editor.person)
    publish_agenda(meeting, by=None)
    items = last_published(meeting)
    for user in [*vars(cast).values(), AnonymousUser()]:
        user = user if isinstance(user, AnonymousUser) else fresh(user)
        seen = set(Session.objects.visible_to(user).filter(meeting=meeting).values_list("pk", flat=True))
        assert set(reader_of(user, meeting).as_read(items, meeting.audience)) == seen, user


def test_nothing_is_published_twice():
    meeting = draft().meeting
    publish_agenda(meeting, by=None)
    with pytest.raises(ValidationError):
        publish_agenda(meeting, by=None)
    assert AgendaVersion.objects.count() == 1


def test_an_empty_agenda_and_one_with_a_session_outside_of_the_meeting_are_refused():
    meeting = make_meeting()
    with pytest.raises(ValidationError):
        publish_agenda(meeting, by=None)
    draft(meeting)
    Meeting.objects.update(begins_on=meeting.begins_on + timedelta(days=1))
    with pytest.raises(ValidationError):
        publish_agenda(meeting, by=None)
    assert not AgendaVersion.objects.exists()


def test_a_draft_that_changed_under_the_eyes_of_who_publishes_is_refused():
    session = draft()
    seen = mark_of(draft_facts(session.meeting))
    change_session(session, by=None, room="Sala 2")
    with pytest.raises(ValidationError):
        publish_agenda(session.meeting, by=None, seen=seen)
    assert publish_agenda(session.meeting, by=None, seen=mark_of(draft_facts(session.meeting))).number == 1


def concerned():
    """A meeting with who is told of it, and who is not."""
    cast = make_cast()
    make_alternate("alternate-py@example.org", "PY")
    meeting = make_meeting(audience="network")
    make_delegation(meeting=meeting)
    make_delegation(meeting=meeting, state=make_state("PY"), answer="not_coming")
    own = cast.observer.person.mandates.get().organisation
    make_delegation(meeting=meeting, organisation=own)
    make_speaker(session=draft(meeting, "Panel"), person=make_person(email="panel@example.org", language="pt"))
    return cast, meeting, own


def test_speakers_and_those_who_are_invited_are_told_and_whoever_declined_is_not():
    _cast, meeting, own = concerned()
    draft(meeting, "Con observadores", audience="invited", observers=[own])
    publish_agenda(meeting, by=None)
    assert told() == ["alternate@example.org", "focal@example.org", "observer@example.org", "panel@example.org"]


def test_who_is_not_invited_yet_is_not_told():
    meeting = draft().meeting
    make_focal_point()
    make_delegation(meeting=meeting, invited_at=None)
    publish_agenda(meeting, by=None)
    assert told() == []


def test_each_is_told_in_their_language_of_what_they_may_see():
    _cast, meeting, own = concerned()
    draft(meeting, "Con observadores", audience="invited", observers=[own])
    publish_agenda(meeting, by=None)
    texts = sent()
    assert "Con observadores" in texts["observer@example.org"]
    assert "Panel" not in texts["observer@example.org"]
    assert "Panel" in texts["focal@example.org"]
    assert f"/pt/meetings/{meeting.pk}/agenda/" not in texts["focal@example.org"]
    assert "/pt/meetings/sessions/" in texts["panel@example.org"]


def test_who_sees_no_session_is_not_told_that_there_are_any():
    _cast, meeting, _own = concerned()
    publish_agenda(meeting, by=None)
    assert "observer@example.org" not in told()


def test_only_what_changed_is_told_the_next_time_and_only_to_whom_it_concerns():
    _cast, meeting, own = concerned()
    kept = draft(meeting, "Igual", audience="invited", observers=[own])
    changed = draft(meeting, "Movida")
    publish_agenda(meeting, by=None)
    sent()
    change_session(changed, by=None, begins=time(15), ends=time(16))
    publish_agenda(meeting, by=None)
    texts = sent()
    assert set(texts) == {"alternate@example.org", "focal@example.org"}
    assert "15:00–16:00" in texts["focal@example.org"]
    assert "09:00–10:00" in texts["focal@example.org"]
    assert str(kept) not in texts["focal@example.org"]


def test_a_cancelled_session_is_told_and_stays_in_the_agenda():
    cast, meeting, _own = concerned()
    session = draft(meeting, "Cancelada")
    publish_agenda(meeting, by=None)
    sent()
    cancel_session(session, by=None)
    assert not published_agenda(meeting, cast.focal_point).items[session.pk].cancelled
    publish_agenda(meeting, by=None)
    assert "Cancelada" in sent()["focal@example.org"]
    assert published_agenda(meeting, fresh(cast.focal_point)).items[session.pk].cancelled


def test_whoever_may_no_longer_see_a_session_is_told_that_it_is_gone_and_not_its_new_title():
    _cast, meeting, own = concerned()
    session = draft(meeting, "Con ustedes", audience="invited", observers=[own])
    publish_agenda(meeting, by=None)
    sent()
    change_session(session, by=None, title={"es": "Reservado"}, audience="members")
    publish_agenda(meeting, by=None)
    text = sent()["observer@example.org"]
    assert "Con ustedes" in text
    assert "Reservado" not in text


def test_the_link_to_join_stands_in_no_mail():
    _cast, meeting, _own = concerned()
    draft(meeting, link="https://join.example.org/room")
    publish_agenda(meeting, by=None)
    assert not [text for text in sent().values() if "join.example.org" in text]


def test_nobody_is_told_of_a_meeting_that_is_over():
    meeting = make_meeting(begins_on=today() - timedelta(days=9))
    make_focal_point()
    make_delegation(meeting=meeting)
    draft(meeting)
    publish_agenda(meeting, by=None)
    assert told() == []


def test_a_validator_is_told_nothing():
    make_validator()
    meeting = draft().meeting
    make_delegation(meeting=meeting)
    publish_agenda(meeting, by=None)
    assert told() == []


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once_and_tell_once():
    make_focal_point()
    meeting = draft().meeting
    make_delegation(meeting=meeting, invited_at=timezone.now())

    def publish(_number):
        try:
            return publish_agenda(Meeting.objects.get(pk=meeting.pk), by=None).number
        except ValidationError:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(publish, range(4))) == [0, 0, 0, 1]
    assert told() == ["focal@example.org"]
