"""Signing in as people do: by a passkey alone, by password and the code of an app, by an invitation."""

import re
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.test_backup_drill import ROOT, enlace, environment

pytestmark = pytest.mark.browser
PASSWORD = "siete casas junto al camino"
SOMEBODY = """
import django
django.setup()
from enlace.core.clock import today
from enlace.network.models import Mandate
from enlace.network.people_actions import record_mandate, record_person
person = record_person(by=None, name="Oficina invitada", email="invitada@example.org", language="pt")
record_mandate(Mandate(person=person, role="editor", since=today()), by=None)
print(person.pk)
"""


@pytest.fixture
def account(site, browsing) -> Callable[[str], str]:
    """Makes an account as an administrator does; its owner sets the password by the address that is printed."""

    def make(name: str) -> str:
        email = f"{name}@example.org"
        made = enlace(site.data, "create-account", email, "--secretary")
        assert made.returncode == 0, made.stderr
        with browsing() as page:
            page.goto(site.base + urlsplit(made.stdout.split()[-1]).path)
            page.locator("input[name=password1]").fill(PASSWORD)
            page.locator("input[name=password2]").fill(PASSWORD)
            submit(page, "password1")
            page.wait_for_url("**/password/reset/key/done/")
        return email

    return make


def submit(page: Page, field: str) -> None:
    page.locator(f"form:has(input[name={field}]) button[type=submit]").first.click()


def give_password(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/es/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page, "password")


def give_password_again(page: Page) -> None:
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page, "password")


def sign_out(page: Page, base: str) -> None:
    page.goto(f"{base}/es/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    page.goto(f"{base}/es/workspace/")
    page.wait_for_url("**/accounts/login/**")


def with_authenticator(page: Page) -> None:
    """A security key in Chromium that keeps passkeys and says that its owner was recognised."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_passkey_is_added_and_signs_in_by_itself(site, browsing, account):
    email = account("llave")
    with browsing() as page:
        with_authenticator(page)
        give_password(page, site.base, email)
        page.wait_for_url("**/es/workspace/")
        page.goto(f"{site.base}/es/accounts/2fa/webauthn/add/")
        give_password_again(page)
        page.locator("input[name=name]").fill("Mi teléfono")
        page.locator("input[name=passwordless]").check()
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url("**/2fa/recovery-codes/")
        sign_out(page, site.base)
        page.goto(f"{site.base}/es/accounts/login/")
        page.locator("#passkey_login").click()
        page.wait_for_url("**/es/workspace/")
        page.goto(f"{site.base}/es/accounts/email/")
        expect(page.get_by_text(email).first).to_be_visible()


def test_an_app_with_codes_is_set_up_and_its_code_and_a_recovery_code_sign_in(site, browsing, account):
    email = account("aplicacion")
    with browsing() as page:
        give_password(page, site.base, email)
        page.wait_for_url("**/es/workspace/")
        page.goto(f"{site.base}/es/accounts/2fa/totp/activate/")
        give_password_again(page)
        secret = page.locator("#authenticator_secret").input_value()
        page.locator("input[name=code]").fill(code_of(secret))
        submit(page, "code")
        page.wait_for_url("**/2fa/recovery-codes/")
        recovery = re.findall(r"\b\d{8}\b", page.locator("main").inner_html())
        assert len(recovery) == 10
        for code in (lambda: code_of(secret), lambda: recovery[0]):
            sign_out(page, site.base)
            give_password(page, site.base, email)
            page.locator("input[name=code]").fill(code())
            submit(page, "code")
            page.wait_for_url("**/es/workspace/")


def test_an_invitation_opens_an_account_once(site, browsing, sign_in):
    with browsing() as secretary, browsing() as reader, browsing() as thief:
        sign_in(secretary)
        link = the_secretariat_invites(secretary, site)
        for page in (reader, thief):
            page.goto(link)
            expect(page.locator("input[name=password]")).to_be_visible()
        for page in (reader, thief):
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("input[name=again]").fill(PASSWORD)
            submit(page, "password")
        reader.wait_for_url("**/workspace/")
        expect(thief.locator("input[name=password]")).to_have_count(0)
        thief.goto(f"{site.base}/es/workspace/")
        thief.wait_for_url("**/accounts/login/**")


def the_secretariat_invites(page: Page, site) -> str:
    """The link as it stands in the mail that the person gets."""
    made = subprocess.run(
        [sys.executable, "-c", SOMEBODY], env=environment(site.data), cwd=ROOT, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    page.goto(f"{site.base}/es/people/{made.stdout.strip()}/invite/")
    page.locator("main form button.main").click()
    page.wait_for_url("**/people/*/")
    assert enlace(site.data, "tick").returncode == 0
    texts = [text for path in (site.data / "mail").iterdir() for text in path.read_bytes().split(b"-" * 79)]
    mails = [message_from_bytes(text.strip(), policy=default) for text in texts]
    body = next(mail.get_content() for mail in mails if mail["To"] == "invitada@example.org")
    return re.search(rf"{site.base}/pt/invitations/\S+/", body)[0]
