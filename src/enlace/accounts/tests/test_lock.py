from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from enlace.accounts.models import SignInTries
from enlace.accounts.testing import PASSWORD, make_user
from enlace.accounts.tries import CODES, CONNECTION, DAY, ONCE, PASSWORDS, forget_old_tries, key_of, take_try

pytestmark = pytest.mark.django_db
NEW = "una clave nueva y larga"


@pytest.fixture(autouse=True)
def _a_process_that_has_seen_nothing():
    cache.clear()


def sign_in(password, email="office@example.org", connection="192.0.2.1", client=None):
    """Whether it was let in, and the page that answered."""
    client = client or Client(REMOTE_ADDR=connection)
    answer = client.post("/es/accounts/login/", {"login": email, "password": password})
    return answer.status_code == 302, answer.text if answer.status_code == 200 else ""


def wrong(times=PASSWORDS.amount, **where):
    return [sign_in(f"wrong {number}", **where)[1] for number in range(times)]


def later(minutes):
    """As if so much time had gone by since the tries."""
    for one in SignInTries.objects.all():
        one.since -= timedelta(minutes=minutes)
        if one.locked_until:
            one.locked_until -= timedelta(minutes=minutes)
        one.save()


def test_ten_wrong_passwords_lock_the_address_for_the_right_one_too():
    make_user()
    assert not any("15 min" in page for page in wrong())
    let_in, page = sign_in(PASSWORD)
    assert not let_in
    assert "15 min" in page


def test_nine_do_not_and_the_right_one_begins_the_count_anew():
    make_user()
    for _ in range(2):
        wrong(PASSWORDS.amount - 1)
        assert sign_in(PASSWORD)[0]


def test_all_processes_count_alike():
    """What each process keeps for itself, in its cache, is nothing to the lock."""
    make_user()
    for number in range(PASSWORDS.amount):
        cache.clear()
        sign_in("wrong", connection=f"192.0.2.{number}")
    cache.clear()
    assert not sign_in(PASSWORD, connection="192.0.2.99")[0]


def test_it_opens_by_itself_after_fifteen_minutes():
    make_user()
    wrong()
    later(14)
    assert not sign_in(PASSWORD)[0]
    later(1)
    assert sign_in(PASSWORD)[0]


def test_after_the_pause_a_single_slip_does_not_lock_again():
    make_user()
    wrong()
    later(15)
    wrong(1)
    assert sign_in(PASSWORD)[0]


def test_another_address_is_not_locked():
    make_user()
    make_user("other@example.org")
    wrong()
    assert sign_in(PASSWORD, "other@example.org")[0]


def test_the_case_of_an_address_makes_no_other_of_it():
    make_user()
    wrong(5)
    wrong(5, email="OFFICE@Example.org")
    assert not sign_in(PASSWORD)[0]


def test_an_address_without_an_account_is_answered_alike():
    make_user()
    here, nowhere = [wrong(PASSWORDS.amount + 1, email=email) for email in ("office@example.org", "nobody@example.org")]
    told = [
        [part.split("</p>")[0] for page in pages for part in page.split('role="alert">')[1:]]
        for pages in (here, nowhere)
    ]
    assert told[0] == told[1]
    assert len(set(told[0])) == 2


def test_a_new_password_by_mail_lets_in_at_once():
    user = make_user()
    wrong()
    client = Client()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    page = client.get(f"/es/accounts/password/reset/key/{key}/", follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(NEW)[0]


def test_one_connection_that_tries_many_addresses_is_stopped_and_others_are_not():
    make_user()
    for number in range(CONNECTION.amount):
        cache.clear()
        sign_in("wrong", f"a{number}@example.org")
    cache.clear()
    let_in, page = sign_in(PASSWORD)
    assert not let_in
    assert "15 min" in page
    assert sign_in(PASSWORD, connection="192.0.2.2")[0]


def test_the_password_asked_again_of_who_is_signed_in_is_counted_too():
    client = Client()
    client.force_login(make_user())
    for number in range(PASSWORDS.amount):
        cache.clear()
        client.post("/es/accounts/reauthenticate/", {"password": f"wrong {number}"})
    cache.clear()
    assert "15 min" in client.post("/es/accounts/reauthenticate/", {"password": PASSWORD}).text


def test_codes_are_limited_for_the_account_whatever_the_browser():
    user = make_user()
    TOTP.activate(user, generate_totp_secret())
    for _ in range(CODES.amount):
        cache.clear()
        client = Client()
        sign_in(PASSWORD, client=client)
        assert "15 min" not in client.post("/es/accounts/2fa/authenticate/", {"code": "000000x"}).text
    client = Client()
    sign_in(PASSWORD, client=client)
    cache.clear()
    assert "15 min" in client.post("/es/accounts/2fa/authenticate/", {"code": "000000x"}).text


def test_no_address_stands_in_what_is_counted():
    wrong(1)
    assert not any("office" in str(row) or "192.0.2" in str(row) for row in SignInTries.objects.values())


def test_what_no_longer_counts_is_forgotten_and_what_locks_is_not():
    old = make_key("old")
    take_try(old, PASSWORDS)
    later(24 * 60)
    new = make_key("new")
    take_try(new, ONCE)
    assert forget_old_tries(timezone.now()) == 1
    assert SignInTries.objects.get().key == new


def make_key(name):
    return key_of("password", f"{name}@example.org")


def test_tries_are_counted_from_the_first_of_a_day_on():
    key = make_key("slow")
    for _ in range(3 * PASSWORDS.amount):
        assert take_try(key, PASSWORDS)
        later(DAY / timedelta(minutes=1) / (PASSWORDS.amount - 1))
