from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.network.invitation_actions import invite, withdraw_invitation
from enlace.network.invitations import open_invitation
from enlace.network.models import Invitation, Person
from enlace.network.people_actions import correct_person
from enlace.network.testing import make_cast, make_invitation, make_mandate, make_person, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_mandate(person=make_person(email="nueva@example.org", name="Persona Nombrada", language="pt")).person


def test_the_token_is_kept_nowhere_but_in_the_message(person):
    invited = invite(person, by=None)
    assert invited.token not in str(Invitation.objects.values())
    assert invited.token not in str(AuditEntry.objects.values())
    assert invited.token in Mail.objects.get().text
    deliver_mail(timezone.now())
    assert invited.token not in str(Mail.objects.values())


def test_the_message_is_in_the_language_of_the_person_and_leads_to_the_page_in_it(person, settings):
    settings.BASE_URL = "https://red.example"
    invited = invite(person, by=make_secretary())
    deliver_mail(timezone.now())
    (message,) = mail.outbox
    assert message.to == ["nueva@example.org"]
    assert f"https://red.example/pt/invitations/{invited.token}/\n" in message.body
    assert message.body.startswith("Olá,")


def test_it_works_for_as_long_as_the_setting_says(person, settings):
    settings.ENLACE_INVITATION_DAYS = 3
    span = invite(person, by=None).invitation.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < span <= timedelta(days=3)


def test_inviting_again_withdraws_the_earlier_link(person):
    first, second = invite(person, by=None), invite(person, by=None)
    assert open_invitation(first.token) is None
    assert open_invitation(second.token) == second.invitation


def test_a_link_sent_to_a_wrong_address_does_not_open_the_account_of_the_corrected_one(person):
    token = invite(person, by=None).token
    Person.objects.filter(pk=person.pk).update(email="otra@example.org")
    assert open_invitation(token) is None


def test_it_is_recorded_without_name_or_address(person):
    secretary = make_secretary()
    invited = invite(person, by=secretary)
    withdraw_invitation(invited.invitation, by=secretary)
    lines = AuditEntry.objects.filter(action__in=["invite", "withdraw_invitation"]).order_by("id")
    assert [(line.action, line.by) for line in lines] == [("invite", secretary), ("withdraw_invitation", secretary)]
    assert lines[0].after == {"person": person.pk, "expires_at": invited.invitation.expires_at.isoformat()}
    assert lines[1].after == {"person": person.pk}


def test_an_address_that_has_an_account_is_given_access_at_once_and_told_so(person):
    account = make_user("NUEVA@example.org", language="es")
    assert invite(person, by=None).invitation is None
    assert Person.objects.get(pk=person.pk).user == account
    assert AuditEntry.objects.get(action="give_access").after == {"account": account.pk}
    assert "/pt/accounts/login/" in Mail.objects.get().text


def test_the_account_of_another_person_or_a_closed_one_is_not_given(person):
    account = make_user("nueva@example.org")
    other = make_person(user=account)
    with pytest.raises(ValidationError, match=r"another person|otra persona"):
        invite(person, by=None)
    Person.objects.filter(pk=other.pk).update(user=None)
    account.is_active = False
    account.save()
    with pytest.raises(ValidationError, match=r"deactivated|desactivad"):
        invite(person, by=None)
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"email": ""},
        {"erased_at": timezone.now()},
    ],
)
def test_who_has_no_address_or_was_erased_is_not_invited(person, change):
    Person.objects.filter(pk=person.pk).update(**change)
    with pytest.raises(PermissionDenied):
        invite(person, by=None)


def test_who_has_no_mandate_that_lasts_is_not_invited():
    over = make_mandate(until=timezone.localdate() - timedelta(days=1)).person
    with pytest.raises(PermissionDenied):
        invite(over, by=None)


def test_only_the_secretariat_invites_and_withdraws(person):
    cast = make_cast()
    invitation = make_invitation(person=person)
    for who in ("focal_point", "alternate", "validator", "observer", "editor", "stranger"):
        with pytest.raises(PermissionDenied):
            invite(person, by=getattr(cast, who))
        with pytest.raises(PermissionDenied):
            withdraw_invitation(invitation, by=getattr(cast, who))
    assert invite(person, by=cast.administrator).token
    assert not Invitation.objects.get(pk=invitation.pk).is_open(timezone.now())


def test_the_pages_of_inviting_are_the_secretariats(client, person):
    cast = make_cast()
    invitation = make_invitation(person=person)
    pages = ["/es/invitations/", f"/es/people/{person.pk}/invite/", f"/es/invitations/{invitation.pk}/withdraw/"]
    wanted = {"focal_point": [403, 403, 404], "observer": [403, 404, 404], "secretary": [200, 200, 200]}
    for who, statuses in wanted.items():
        client.force_login(getattr(cast, who))
        assert [client.get(page).status_code for page in pages] == statuses
        if who != "secretary":
            assert [client.post(page).status_code for page in pages[1:]] == statuses[1:]
    client.logout()
    assert [client.get(page).status_code for page in pages] == [302, 302, 302]


def test_withdrawing_from_its_page_ends_the_link(client, person):
    invited = invite(person, by=None)
    client.force_login(make_secretary())
    client.post(f"/es/invitations/{invited.invitation.pk}/withdraw/")
    assert open_invitation(invited.token) is None
    assert client.get(f"/es/invitations/{invited.invitation.pk}/withdraw/").status_code == 403


def test_the_secretariat_invites_from_a_page_and_sees_the_invitation_in_the_list(client, person):
    client.force_login(make_secretary())
    asked = client.get(f"/es/people/{person.pk}/invite/").text
    assert "nueva@example.org" in asked
    assert not Invitation.objects.exists()
    answer = client.post(f"/es/people/{person.pk}/invite/", follow=True)
    assert "Persona Nombrada" in answer.text
    assert Invitation.objects.open(timezone.now()).get().person == person


def test_the_page_says_why_somebody_is_not_invited(client, person):
    client.force_login(make_secretary())
    Person.objects.filter(pk=person.pk).update(email="")
    answer = client.get(f"/en/people/{person.pk}/invite/")
    assert answer.status_code == 403
    assert "No e-mail address of this person is known" in answer.text


def test_the_list_asks_as_much_for_many_as_for_few(client, django_assert_max_num_queries):
    client.force_login(make_secretary())
    for number in range(40):
        make_invitation(
            person=make_person(user=make_user(f"u{number}@example.org")),
            expires_at=timezone.now() + timedelta(days=1 if number % 2 else -1),
            by=make_user(f"by{number}@example.org"),
        )
    with django_assert_max_num_queries(25):
        client.get("/es/invitations/")


def test_who_gets_another_address_is_invited_anew(person):
    invite(person, by=None)
    correct_person(person, by=None, name="Otra Persona")
    assert Invitation.objects.open(timezone.now()).exists()
    correct_person(person, by=None, email="otra@example.org")
    assert not Invitation.objects.open(timezone.now()).exists()
