import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from enlace.accounts.testing import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def sign_in(client, email="office@example.org", password=PASSWORD):
    return client.post("/es/accounts/login/", {"login": email, "password": password})


def test_a_password_signs_in(client):
    make_user()
    assert sign_in(client).status_code == 302
    assert "_auth_user_id" in client.session


def test_a_wrong_password_says_so_and_signs_nobody_in(client):
    make_user()
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_opens_an_account_alone(client):
    answer = client.post(
        "/es/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 200
    assert b'name="password1"' not in answer.content


def test_the_mail_to_reset_a_password_is_in_the_language_of_the_person(client):
    make_user(language="pt")
    client.post("/es/accounts/password/reset/", {"email": "office@example.org"})
    (message,) = mail.outbox
    assert "senha" in message.body.lower()
    assert re.search(r"https?://\S+/pt/accounts/password/reset/key/", message.body)


def with_an_app(user):
    """The secret of an authenticator app that is set up for the account."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def answer_with(client, code):
    sign_in(client)
    return client.post("/es/accounts/2fa/authenticate/", {"code": code})


def test_who_has_a_second_factor_is_asked_for_it(client):
    secret = with_an_app(make_user())
    answer = sign_in(client)
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(answer.url, {"code": code_of(secret)})
    assert "_auth_user_id" in client.session


def test_a_wrong_code_says_so_and_signs_nobody_in(client):
    with_an_app(make_user())
    answer = answer_with(client, "abcdef")
    assert answer.status_code == 200
    assert 'id="id_code_error"' in answer.text
    assert "_auth_user_id" not in client.session


def test_a_code_of_the_app_is_good_once_in_whatever_process():
    secret = with_an_app(make_user())
    first, second, code = Client(), Client(), code_of(secret)
    answer_with(first, code)
    cache.clear()
    answer_with(second, f"{code[:3]} {code[3:]}")
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_each_recovery_code_signs_in_once():
    user = make_user()
    with_an_app(user)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    assert len(set(codes)) == len(codes) == 10
    for code in codes:
        first, second = Client(), Client()
        answer_with(first, code)
        answer_with(second, code)
        assert "_auth_user_id" in first.session
        assert "_auth_user_id" not in second.session
    assert not Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
