import os
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.config.days import days_from
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.core.registry import registered
from enlace.core.testing import make_mail
from enlace.network.models import Invitation, Person
from enlace.network.retention_actions import forget_contacts, forget_invitations, forget_mail, forget_sessions
from enlace.network.testing import make_focal_point, make_invitation, make_mandate, make_person

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def person_whose_mandate_ended(days, **overrides):
    begun = today() - timedelta(days=days + 400)
    return make_mandate(
        "validator", person=make_person(**overrides), since=begun, until=today() - timedelta(days=days)
    ).person


@pytest.fixture(autouse=True)
def _kept_for(settings):
    settings.ENLACE_KEEP_CONTACTS_DAYS = 100
    settings.ENLACE_KEEP_INVITATIONS_DAYS = settings.ENLACE_KEEP_SESSIONS_DAYS = settings.ENLACE_KEEP_MAIL_DAYS = 10


def test_contacts_are_forgotten_once_the_last_mandate_ended_longer_ago():
    long_over, just_within = person_whose_mandate_ended(101), person_whose_mandate_ended(100)
    again = person_whose_mandate_ended(500)
    make_mandate(person=again)
    never = make_person()
    assert forget_contacts(timezone.now()) == 1
    assert list(Person.objects.erased()) == [long_over]
    assert {just_within, again, never} <= set(Person.objects.exclude(email=""))


def test_contacts_of_administrators_and_of_the_demonstration_are_left_to_people():
    person_whose_mandate_ended(101, user=make_user(is_superuser=True))
    person_whose_mandate_ended(101, illustrative=True)
    assert forget_contacts(timezone.now()) == 0


def test_that_contacts_were_forgotten_is_recorded_once():
    person = person_whose_mandate_ended(101)
    forget_contacts(timezone.now())
    assert forget_contacts(timezone.now()) == 0
    assert AuditEntry.objects.get(action="erase_person", by=None).subject_id == str(person.pk)


def test_invitations_that_are_long_over_are_forgotten():
    make_invitation(accepted_at=days_ago(11))
    make_invitation(withdrawn_at=days_ago(11))
    make_invitation(expires_at=days_ago(11))
    kept = [make_invitation(), make_invitation(accepted_at=days_ago(9)), make_invitation(expires_at=days_ago(9))]
    assert forget_invitations(timezone.now()) == 3
    assert set(Invitation.objects.all()) == set(kept)


def test_sessions_that_are_long_over_are_forgotten_and_those_that_go_on_are_not(client):
    user = make_focal_point()
    client.force_login(user)
    key = client.session.session_key
    UserSession.objects.create(user=user, ip="203.0.113.5", session_key=key, last_seen_at=days_ago(300))
    UserSession.objects.create(user=make_user(), ip="203.0.113.5", session_key="gone", last_seen_at=days_ago(11))
    UserSession.objects.create(user=make_user("b@example.org"), ip="203.0.113.5", session_key="recent")
    Session.objects.create(session_key="expired", session_data="", expire_date=days_ago(1))
    assert forget_sessions(timezone.now()) == 1
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"recent", key}
    assert not Session.objects.filter(session_key="expired").exists()


def test_that_mail_was_sent_is_forgotten_and_what_waits_is_not(settings):
    sent, recent, waits = make_mail(), make_mail(), make_mail()
    Mail.objects.filter(pk=sent.pk).update(sent_at=days_ago(11))
    Mail.objects.filter(pk=recent.pk).update(sent_at=days_ago(9))
    Mail.objects.filter(pk=waits.pk).update(created_at=days_ago(300))
    assert forget_mail(timezone.now()) == 1
    assert set(Mail.objects.all()) == {recent, waits}


def test_mail_that_was_laid_in_files_is_forgotten_too(settings):
    folder = settings.DATA / "mail"
    folder.mkdir(exist_ok=True)
    old, new = folder / "test-retention-old.log", folder / "test-retention-new.log"
    for path in (old, new):
        path.write_text("To: office@example.org\n\n")
    os.utime(old, (days_ago(11).timestamp(),) * 2)
    assert forget_mail(timezone.now()) == 1
    assert new.exists()
    assert not old.exists()
    new.unlink()


@pytest.mark.parametrize("forget", [forget_contacts, forget_invitations, forget_sessions, forget_mail])
def test_nothing_is_forgotten_where_the_setting_says_for_ever(settings, forget):
    for name in ("CONTACTS", "INVITATIONS", "SESSIONS", "MAIL"):
        setattr(settings, f"ENLACE_KEEP_{name}_DAYS", 0)
    person_whose_mandate_ended(9000)
    make_invitation(expires_at=days_ago(9000))
    Mail.objects.filter(pk=make_mail().pk).update(sent_at=days_ago(9000))
    UserSession.objects.create(user=make_user(), ip="203.0.113.5", session_key="gone", last_seen_at=days_ago(9000))
    assert forget(timezone.now()) == 0


def test_many_that_are_forgotten_together_are_one_line_of_the_log():
    for _number in range(3):
        make_invitation(expires_at=days_ago(11))
    forget_invitations(timezone.now())
    entry = AuditEntry.objects.get(action="forget_invitations")
    assert (entry.subject_kind, entry.subject_id, entry.after) == ("network.invitation", "", {"removed": 3})


@pytest.mark.parametrize("forget", [forget_contacts, forget_invitations, forget_sessions, forget_mail])
def test_a_tick_with_nothing_to_forget_costs_two_queries_and_no_line(forget, django_assert_max_num_queries):
    lines = AuditEntry.objects.count()
    with django_assert_max_num_queries(4):
        assert forget(timezone.now()) == 0
    assert AuditEntry.objects.count() == lines


def test_the_tick_does_all_of_it():
    assert {forget_contacts, forget_invitations, forget_sessions, forget_mail} <= set(registered("tick"))


@pytest.mark.parametrize(("written", "days"), [("", 30), ("0", 0), (" 7 ", 7)])
def test_days_are_read_from_the_environment(monkeypatch, written, days):
    monkeypatch.setenv("ENLACE_KEEP_SESSIONS_DAYS", written)
    assert days_from("ENLACE_KEEP_SESSIONS_DAYS", 30) == days


@pytest.mark.parametrize("written", ["-1", "ten", "1.5"])
def test_anything_else_is_refused_with_a_sentence(monkeypatch, written):
    monkeypatch.setenv("ENLACE_KEEP_SESSIONS_DAYS", written)
    with pytest.raises(Exception, match="must be a number of days"):
        days_from("ENLACE_KEEP_SESSIONS_DAYS", 30)
