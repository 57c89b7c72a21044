from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enlace.accounts.models import AuditEntry, User
from enlace.accounts.testing import PASSWORD, make_user
from enlace.network.invitation_actions import accept_invitation, invite, withdraw_invitation
from enlace.network.invitations import InvitationClosed
from enlace.network.models import Invitation, Mandate, Person, Role
from enlace.network.roles import roles_of
from enlace.network.testing import make_mandate, make_person

pytestmark = pytest.mark.django_db
ANSWER = {"password": PASSWORD, "again": PASSWORD, "language": "pt"}


def invited(role=Role.FOCAL_POINT):
    return invite(
        make_mandate(role, person=make_person(email="nueva@example.org", name="Ana Nombrada")).person, by=None
    )


def accept(token, **overrides):
    return accept_invitation(token, **{"password": PASSWORD, "language": "pt"} | overrides)


def address(token):
    return f"/es/invitations/{token}/"


def test_the_account_is_the_persons_in_their_language_and_its_address_is_confirmed():
    user = accept(invited().token)
    person = Person.objects.get()
    assert (person.user, person.language, user.language, user.name) == (user, "pt", "pt", "")
    assert user.emailaddress_set.get().verified
    assert user.check_password(PASSWORD)
    assert roles_of(User.objects.get()).is_member


def test_a_link_works_once():
    token = invited().token
    accept(token)
    with pytest.raises(InvitationClosed):
        accept(token)
    assert User.objects.count() == 1


@pytest.mark.parametrize("why", ["expired", "withdrawn", "mandate over", "erased", "unknown"])
def test_a_link_that_is_over_opens_nothing(why):
    one = invited()
    if why == "withdrawn":
        withdraw_invitation(one.invitation, by=None)
    if why == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    if why == "mandate over":
        Mandate.objects.update(until=timezone.localdate() - timedelta(days=1))
    if why == "erased":
        Person.objects.update(erased_at=timezone.now())
    with pytest.raises(InvitationClosed):
        accept("x" * 42 if why == "unknown" else one.token)
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "password1234", "nueva@example.org", "123456789012"])
def test_a_weak_password_is_refused_and_the_link_goes_on_working(password):
    token = invited().token
    with pytest.raises(ValidationError) as refusal:
        accept(token, password=password)
    assert "password" in refusal.value.error_dict
    assert accept(token).is_active


def test_an_account_made_meanwhile_is_not_taken_over():
    token = invited().token
    other = make_user("nueva@example.org")
    with pytest.raises(ValidationError):
        accept(token)
    assert Person.objects.get().user is None
    assert User.objects.get() == other


def test_it_is_recorded_without_name_or_address():
    one = invited()
    user = accept(one.token)
    line = AuditEntry.objects.get(action="accept_invitation")
    assert (line.by, line.subject_id) == (user, str(one.invitation.pk))
    assert line.after == {"person": Person.objects.get().pk, "account": user.pk}
    since = AuditEntry.objects.filter(subject_kind__in=["network.person", "network.invitation", "accounts.user"])
    assert not any("nueva" in str(entry.before | entry.after) for entry in since)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_come_with_the_same_link_at_once_one_gets_the_account():
    token, together = invited().token, Barrier(2)

    def come(_):
        together.wait(10)
        try:
            return accept(token).email
        except InvitationClosed:
            return "closed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(come, range(2)))
    assert answers == ["closed", "nueva@example.org"]
    assert User.objects.count() == 1


def test_a_stolen_link_is_looked_at_as_often_as_one_likes_and_used_once():
    token, owner, thief = invited().token, Client(), Client()
    assert [client.get(address(token)).status_code for client in (owner, thief, owner)] == [200, 200, 200]
    assert owner.post(address(token), ANSWER).status_code == 302
    stolen = thief.post(address(token), ANSWER | {"password": "otra clave muy larga", "again": "otra clave muy larga"})
    assert stolen.status_code == 410
    assert "_auth_user_id" not in thief.session
    assert User.objects.get().check_password(PASSWORD)
    assert thief.get(address(token)).status_code == 410


def test_who_accepts_is_signed_in_and_led_to_the_workspace_in_their_language(client):
    answer = client.post(address(invited().token), ANSWER)
    assert answer.url.startswith("/pt/workspace/")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.parametrize("role", [Role.VALIDATOR, Role.SECRETARY])
def test_whose_part_asks_for_a_second_factor_is_led_to_it_and_need_not_give_the_password_again(client, settings, role):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    answer = client.post(address(invited(role).token), ANSWER)
    assert answer.url == "/pt/accounts/2fa/?needed=role"
    assert 'class="notice warn"' in client.get(answer.url).text
    assert client.get("/pt/accounts/2fa/totp/activate/").status_code == 200


def test_the_page_is_kept_to_itself(client):
    answer = client.get(address(invited().token))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_link_that_does_not_work_tells_nothing_of_whom_it_was_for(client):
    one = invited()
    withdraw_invitation(one.invitation, by=None)
    was, never = client.get(address(one.token)), client.get(address("x" * 42))
    assert (was.status_code, never.status_code) == (410, 404)
    assert "nueva@example.org" not in was.text
    assert "Ana Nombrada" not in was.text
    assert was.text.replace(one.token, "") == never.text.replace("x" * 42, "")


def test_two_different_passwords_are_told_at_the_field(client):
    answer = client.post(address(invited().token), ANSWER | {"again": "otra"})
    assert answer.status_code == 200
    assert 'id="id_again_error"' in answer.text
    assert PASSWORD not in answer.text


def test_whose_invitation_it_is_cannot_be_changed_by_the_form(client):
    client.post(address(invited().token), ANSWER | {"email": "thief@example.org"})
    assert User.objects.get().email == "nueva@example.org"


def test_guessing_links_is_limited(client):
    token = invited().token
    assert {client.get(address(f"guess-{number}")).status_code for number in range(100)} == {404}
    assert client.get(address("another")).status_code == 429
    assert client.get(address(token)).status_code == 429
    assert client.get(address(token), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_workspace_is_where_a_sign_in_leads(client):
    make_user()
    answer = client.post("/es/accounts/login/", {"login": "office@example.org", "password": PASSWORD})
    assert answer.url == reverse("workspace:home")
