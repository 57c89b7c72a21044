import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from enlace.accounts.testing import PASSWORD, make_secretary, make_user

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


def test_who_has_a_second_factor_is_asked_for_it(client):
    user = make_user()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    answer = sign_in(client)
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    client.post(answer.url, {"code": str(code).zfill(6)})
    assert "_auth_user_id" in client.session


def test_the_cms_asks_for_a_second_factor_at_every_request(client, settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    client.force_login(make_secretary())
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("mfa_index"))


def test_with_a_second_factor_the_cms_opens(client, settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    user = make_secretary()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert client.get("/cms/").status_code == 200


def test_the_public_site_asks_for_no_second_factor(client, settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    client.force_login(make_secretary())
    assert client.get("/es/").status_code == 200
