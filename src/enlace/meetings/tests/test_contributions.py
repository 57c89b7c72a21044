"""What speakers bring: written in their language, submitted, kept with the session."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.files.models import Version
from enlace.meetings.models import Contribution
from enlace.meetings.papers.contribution_actions import (
    submit_contribution,
    take_back_contribution,
    write_contribution,
)
from enlace.meetings.papers.panels import EXPECTED_BEFORE, due_contributions
from enlace.meetings.testing import make_contribution, make_session, make_speaker
from enlace.meetings.tests.making_papers import upload
from enlace.network.testing import make_focal_point, make_person, make_secretary, make_validator

pytestmark = pytest.mark.django_db
TITLE, SUMMARY = {"pt": "Armas de fogo"}, {"pt": "O que fizemos."}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name, *arguments):
    return reverse(f"meetings:{name}", args=arguments)


def text_of(answer) -> str:
    return answer.content.decode()


def speaking(**overrides):
    """Somebody with an account and no role, who speaks."""
    user = make_user("speaker@example.org")
    return user, make_speaker(person=make_person(user=user), **overrides)


def test_a_speaker_writes_submits_takes_back_and_changes():
    user, speaker = speaking()
    written = write_contribution(speaker, by=user, title=TITLE, summary=SUMMARY)
    submit_contribution(written, by=user)
    with pytest.raises(PermissionDenied):
        write_contribution(speaker, by=user, title={"pt": "Outro"})
    take_back_contribution(written, by=user)
    assert str(write_contribution(speaker, by=user, title={"pt": "Outro"}, summary=SUMMARY)) == "Outro"
    assert Contribution.objects.count() == 1


def test_it_is_recorded_without_its_words():
    user, speaker = speaking()
    submit_contribution(write_contribution(speaker, by=user, title=TITLE, summary=SUMMARY), by=user)
    log = AuditEntry.objects.filter(subject_kind="meetings.contribution")
    assert [entry.action for entry in log.order_by("pk")] == ["write_contribution", "submit_contribution"]
    assert not any("fogo" in str(entry.after) for entry in log)


def test_a_draft_is_read_by_its_speaker_and_the_organisers_and_what_is_submitted_by_who_sees_the_session():
    user, speaker = speaking()
    written, member = write_contribution(speaker, by=user, title=TITLE, summary=SUMMARY), make_focal_point()
    address = url("contribution", written.pk)
    assert signed_in(user).get(address).status_code == 200
    assert signed_in(make_secretary()).get(address).status_code == 200
    assert signed_in(member).get(address).status_code == 404
    submit_contribution(written, by=user)
    assert "Armas de fogo" in text_of(signed_in(member).get(address))


def test_a_summary_is_wanted_before_it_is_submitted():
    user, speaker = speaking()
    with pytest.raises(ValidationError):
        submit_contribution(write_contribution(speaker, by=user, title=TITLE), by=user)


def test_another_speaker_does_not_write_for_them():
    _user, speaker = speaking()
    other = make_validator()
    make_speaker(session=speaker.session, person=other.person)
    with pytest.raises(PermissionDenied):
        write_contribution(speaker, by=other, title=TITLE)


def test_only_the_speaker_agrees_to_publication_unless_they_have_no_account():
    user, speaker = speaking()
    secretary = make_secretary()
    with pytest.raises(PermissionDenied):
        write_contribution(speaker, by=secretary, title=TITLE, may_be_published=True)
    assert write_contribution(speaker, by=user, title=TITLE, may_be_published=True).may_be_published
    kept = write_contribution(speaker, by=secretary, title=TITLE)
    assert kept.may_be_published
    without = make_speaker(session=speaker.session, person=make_person())
    assert write_contribution(without, by=secretary, title=TITLE, may_be_published=True).may_be_published


def test_it_is_written_with_slides_on_its_pages_and_closed_when_it_is_submitted():
    user, speaker = speaking()
    client = signed_in(user)
    client.post(url("write_contribution", speaker.pk), {"title_pt": "Armas de fogo", "summary_pt": "O que fizemos."})
    written = Contribution.objects.get()
    client.post(url("add_slides", written.pk), {"file": upload(name="slides.pdf")})
    assert Version.objects.get().name == "slides.pdf"
    client.post(url("submit_contribution", written.pk))
    assert Contribution.objects.get().submitted_at
    assert client.post(url("add_slides", written.pk), {"file": upload()}).status_code == 403


def test_what_somebody_agreed_to_is_asked_of_the_speaker_alone():
    user, speaker = speaking()
    address = url("write_contribution", speaker.pk)
    assert 'name="may_be_published"' in text_of(signed_in(user).get(address))
    assert 'name="may_be_published"' not in text_of(signed_in(make_secretary()).get(address))


def test_title_and_summary_are_due_two_weeks_before_the_meeting_until_they_are_submitted():
    user, speaker = speaking()
    (due,) = due_contributions(user, today())
    assert due.day == speaker.session.meeting.begins_on - EXPECTED_BEFORE
    assert due.address == url("write_contribution", speaker.pk)
    make_contribution(speaker=speaker)
    assert not list(due_contributions(user, today()))


def test_nothing_is_due_of_a_session_that_was_not_published():
    user, _speaker = speaking(session=make_session(published=False))
    assert not list(due_contributions(user, today()))


def test_contributions_stand_on_the_page_of_their_session():
    session = make_session(title=Texts({"es": "Estudio de caso"}))
    make_contribution(speaker=make_speaker(session=session))
    shown = text_of(signed_in(make_focal_point()).get(url("session", session.pk)))
    assert "Armas de fuego" in shown
