import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from enlace.accounts.actions import deactivate_account
from enlace.accounts.models import AuditEntry
from enlace.accounts.sessions import end_sessions_of_inactive
from enlace.accounts.testing import PASSWORD, make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1"
)


def signed_in(user, browser=FIREFOX):
    client = Client(HTTP_USER_AGENT=browser)
    client.post("/es/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def is_signed_in(client):
    return client.get("/es/accounts/sessions/").status_code == 200


def session_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_session_is_listed_with_its_browser_in_words_and_this_one_is_marked():
    user = make_user()
    here, _there = signed_in(user), signed_in(user, SAFARI)
    text = here.get("/en/accounts/sessions/").text
    assert "Firefox on Android" in text
    assert "Safari on macOS" in text
    assert "Mozilla" not in text
    assert text.count("This session") == 1


def test_one_session_is_ended_and_the_others_last():
    user = make_user()
    here, there, third = signed_in(user), signed_in(user), signed_in(user)
    answer = here.post(f"/es/accounts/sessions/{session_of(there).pk}/end/")
    assert answer.url == "/es/accounts/sessions/"
    assert [is_signed_in(client) for client in (here, there, third)] == [True, False, True]


def test_it_is_recorded_by_whom():
    user = make_user()
    here, there = signed_in(user), signed_in(user)
    ended = session_of(there).pk
    here.post(f"/es/accounts/sessions/{ended}/end/")
    line = AuditEntry.objects.get(action="end_session")
    assert (line.by, line.subject_kind, line.subject_id) == (user, "usersessions.usersession", str(ended))
    assert line.before == line.after == {}


def test_anothers_session_is_not_found():
    mine, theirs = signed_in(make_user()), signed_in(make_user("other@example.org"))
    assert mine.post(f"/es/accounts/sessions/{session_of(theirs).pk}/end/").status_code == 404
    assert is_signed_in(theirs)


def test_the_session_of_this_browser_is_left_by_signing_out():
    client = signed_in(make_user())
    assert client.post(f"/es/accounts/sessions/{session_of(client).pk}/end/").url == "/es/accounts/logout/"
    assert is_signed_in(client)


def test_looking_at_the_address_ends_nothing():
    user = make_user()
    here, there = signed_in(user), signed_in(user)
    assert here.get(f"/es/accounts/sessions/{session_of(there).pk}/end/").status_code == 405
    assert is_signed_in(there)


def test_a_deactivated_account_is_signed_out_everywhere_and_stays_so():
    user = make_user()
    here, there = signed_in(user), signed_in(user)
    deactivate_account(user, by=None)
    user.is_active = True
    user.save()
    assert [is_signed_in(client) for client in (here, there)] == [False, False]
    assert AuditEntry.objects.get(action="deactivate_account").after == {"is_active": False}


def test_the_tick_ends_the_sessions_of_an_account_deactivated_in_another_way():
    user, other = make_user(), make_user("other@example.org")
    here, there = signed_in(user), signed_in(other)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert end_sessions_of_inactive(timezone.now()) == 1
    assert end_sessions_of_inactive(timezone.now()) == 0
    type(user).objects.filter(pk=user.pk).update(is_active=True)
    assert [is_signed_in(client) for client in (here, there)] == [False, True]


def test_adding_a_second_factor_ends_the_sessions_that_began_on_a_password_alone(
    django_capture_on_commit_callbacks,
):
    user = make_user()
    here, there = signed_in(user), signed_in(user)
    here.post("/es/accounts/reauthenticate/", {"password": PASSWORD})
    here.get("/es/accounts/2fa/totp/activate/")
    code = hotp_value(here.session["mfa.totp.secret"], next(iter(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post("/es/accounts/2fa/totp/activate/", {"code": format_hotp_value(code)})
    assert answer.url == "/es/accounts/2fa/recovery-codes/"
    assert [is_signed_in(client) for client in (here, there)] == [True, False]
