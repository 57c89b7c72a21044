"""Where everybody may answer: an e-mail address is confirmed, answers once, and is not kept."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from enlace.accounts.models import AuditEntry, SignInTries
from enlace.accounts.testing import make_user
from enlace.consultations.answering import confirmations
from enlace.consultations.answering.confirmations import confirmed, new_token, sealed, unsealed
from enlace.consultations.answering.join_actions import join_consultation
from enlace.consultations.answering.voices import email_id
from enlace.consultations.models import Consultation, Vote, Voter
from enlace.consultations.testing import make_consultation, make_statement
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.network.testing import make_focal_point, make_secretary
from enlace.website.tests.reading import page_cache, read

pytestmark = pytest.mark.django_db
ADDRESS = "vecina@example.org"
LINK = re.compile(r"http\S+(/es/consultations/\S+/join/\S+/)")


def asking(count=2, **overrides):
    consultation = make_consultation(answered_by="public", voice_of="person", **overrides)
    for _ in range(count):
        make_statement(consultation=consultation)
    return consultation


def join(consultation, name="join", *more):
    return reverse(f"consultations:{name}", args=[consultation.pk, *more])


def link_for(consultation, address=ADDRESS):
    """What the mail leads to."""
    Client().post(join(consultation), {"email": address})
    deliver_mail(now())
    return LINK.search(mail.outbox[-1].body)[1]


def confirmed_browser(consultation, address=ADDRESS):
    client = Client()
    client.post(link_for(consultation, address))
    return client


def test_an_address_is_confirmed_by_the_link_and_then_answers(settings):
    consultation = asking()
    client = Client()
    assert client.get(join(consultation, "answer")).url == join(consultation)
    sent = client.post(join(consultation), {"email": ADDRESS}, follow=True)
    assert "Mire su correo" in sent.content.decode()
    deliver_mail(now())
    link = LINK.search(mail.outbox[-1].body)[1]
    assert client.post(link).url == join(consultation, "answer")
    where = client.get(join(consultation, "answer")).url
    assert client.get(where).status_code == 200
    client.post(where, {"value": 1})
    vote = Vote.objects.get()
    assert (vote.value, vote.cast_by, vote.voter.user) == (1, None, None)


def test_looking_at_the_link_confirms_nothing():
    consultation = asking()
    client = Client()
    page = client.get(link_for(consultation))
    assert "Confirmar y responder" in page.content.decode()
    assert not client.cookies.keys() - {"csrftoken", "sessionid"}
    assert client.get(join(consultation, "answer")).url == join(consultation)


def test_the_link_works_in_another_browser_and_finds_the_answers_again():
    consultation = asking()
    first = confirmed_browser(consultation)
    first.post(first.get(join(consultation, "answer")).url, {"value": 1})
    second = confirmed_browser(consultation, " Vecina@Example.ORG")
    page = second.get(join(consultation, "answered"))
    assert "Ha respondido 1 de 2 afirmaciones" in page.content.decode()
    second.post(second.get(join(consultation, "answer")).url, {"value": 1})
    assert (Voter.objects.count(), Vote.objects.count()) == (1, 2)


def test_what_the_page_says_does_not_depend_on_the_address():
    consultation = asking()
    client = confirmed_browser(consultation)
    client.post(client.get(join(consultation, "answer")).url, {"value": 1})
    make_user("account@example.org")
    pages = []
    for address in [ADDRESS, "new@example.org", "account@example.org", *["often@example.org"] * 5]:
        reply = Client().post(join(consultation), {"email": address})
        page = Client().get(reply.url).content.decode()
        pages.append((reply.status_code, reply.url, re.sub(r'value="\w{64}"', "", page)))
        assert address not in page
    assert len(set(pages)) == 1


def test_one_address_gets_three_messages_within_an_hour_and_no_more():
    consultation = asking()
    for _ in range(6):
        Client().post(join(consultation), {"email": ADDRESS})
    assert Mail.objects.count() == 3
    Client().post(join(consultation), {"email": "other@example.org"})
    assert Mail.objects.count() == 4


def test_one_connection_does_not_write_to_ever_more_addresses():
    consultation = asking()
    replies = [Client().post(join(consultation), {"email": f"{n}@example.org"}).status_code for n in range(101)]
    assert (replies[0], replies[-1]) == (302, 429)
    assert Mail.objects.count() == 100


def test_who_has_an_account_is_told_by_mail_to_sign_in():
    consultation = asking()
    make_user("account@example.org")
    Client().post(join(consultation), {"email": "Account@example.org"})
    message = Mail.objects.get()
    assert "/join/" not in message.text
    assert f"?next={join(consultation, 'answer')}" in message.text


def test_the_address_stands_in_the_outbox_until_the_mail_is_sent_and_nowhere_else():
    consultation = asking()
    lines = AuditEntry.objects.count()
    link_for(consultation)
    sent = Mail.objects.get()
    assert (sent.to, sent.text) == ("", "")
    assert AuditEntry.objects.count() == lines
    held = [*SignInTries.objects.values(), *Voter.objects.values()]
    assert ADDRESS not in str(held)
    assert not Voter.objects.exists()


def test_a_link_works_for_two_days_and_for_its_consultation_alone(monkeypatch):
    consultation, other = asking(), asking()
    token = new_token(ADDRESS, consultation)
    assert confirmed(token, consultation).id == email_id(ADDRESS)
    assert confirmed(token, other) is None
    for wrong in (token[:-1], "no-such-token", sealed(email_id(ADDRESS), consultation).seal):
        assert confirmed(wrong, consultation) is None
        assert Client().get(join(consultation, "confirm_address", wrong)).status_code == 404
    assert unsealed(token, consultation) is None
    monkeypatch.setattr(confirmations, "LASTS", timedelta(seconds=-1))
    assert confirmed(token, consultation) is None


def test_the_seal_of_one_consultation_opens_no_other():
    consultation, other = asking(), asking()
    client = confirmed_browser(consultation)
    (name,) = [name for name in client.cookies if name.endswith("_voice")]
    client.cookies[f"consultation_{other.pk}_voice"] = client.cookies[name].value
    assert client.get(join(other, "answer")).url == join(other)


def test_a_wrong_address_is_said_and_stays():
    consultation = asking()
    page = Client().post(join(consultation), {"email": "vecina"}).content.decode()
    assert "Esto no es un correo electrónico." in page
    assert 'value="vecina"' in page
    assert "Escriba su correo electrónico." in Client().post(join(consultation)).content.decode()


def test_after_the_last_day_no_link_is_sent_and_none_works():
    consultation = asking()
    link = link_for(consultation)
    Consultation.objects.update(closes_on=today() - timedelta(days=1))
    for reply in (Client().get(join(consultation)), Client().post(link)):
        assert reply.url == reverse("consultations:consultation", args=[consultation.pk])
        assert "_voice" not in str(reply.cookies)
    with pytest.raises(PermissionDenied):
        join_consultation(Consultation.objects.get(), ADDRESS, by=AnonymousUser())


def test_a_consultation_of_members_takes_no_address():
    consultation = make_consultation()
    assert Client().get(join(consultation)).status_code == 404
    with pytest.raises(PermissionDenied):
        join_consultation(consultation, ADDRESS, by=AnonymousUser())


def test_who_is_signed_in_answers_as_themself(client):
    consultation = asking()
    user = make_focal_point()
    link = link_for(consultation)
    client.force_login(user)
    for reply in (client.get(join(consultation)), client.post(link)):
        assert reply.url == join(consultation, "answer")
    client.post(client.get(join(consultation, "answer")).url, {"value": 1})
    assert Vote.objects.get().voter.user == user


def test_a_seal_gives_no_second_voice_to_who_is_signed_in():
    consultation = asking()
    client = confirmed_browser(consultation)
    client.force_login(make_secretary())
    assert client.get(join(consultation, "answer")).status_code == 403


def test_a_device_forgets_when_it_is_told_to():
    consultation = asking()
    client = confirmed_browser(consultation)
    client.post(client.get(join(consultation, "answer")).url, {"value": 1})
    client.post(join(consultation, "leave_consultation"))
    assert client.get(join(consultation, "answer")).url == join(consultation)
    assert Vote.objects.count() == 1


def test_the_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser():
    client = confirmed_browser(asking())
    (cookie,) = [one for name, one in client.cookies.items() if name.endswith("_voice")]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert ADDRESS not in cookie.value


def test_the_page_cache_lets_whoever_has_a_voice_pass_by():
    with page_cache() as (cache, asked):
        for _ in range(2):
            read(cache, "/es/", Cookie="consultation_1_voice=x:y")
        assert asked.times == 2
