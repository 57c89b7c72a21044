import pytest
from django.core import mail
from django.test import Client

from enlace.accounts.testing import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "greeting"), [("es", "Buen día:"), ("pt", "Olá,"), ("en", "Good day,")])
def test_a_mail_greets_in_the_language_of_the_person_and_does_not_shout(language, greeting):
    user = make_user(language=language)
    Client().post("/es/accounts/password/reset/", {"email": user.email})
    assert mail.outbox[0].body.startswith(greeting)
    assert "!" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("es", "Si es correcto, confírmelo aquí:"), ("pt", "Se estiver correto, confirme aqui:")],
)
def test_a_new_address_is_confirmed_by_a_link_in_the_language_of_the_person(language, sentence):
    client, address = Client(), f"new-{language}@example.org"
    client.force_login(make_user(language=language))
    client.post(f"/{language}/accounts/reauthenticate/", {"password": PASSWORD})
    client.post(f"/{language}/accounts/email/", {"action_add": "", "email": address})
    body = next(one.body for one in mail.outbox if one.to == [address])
    assert sentence in body
    assert f"/{language}/accounts/confirm-email/" in body


@pytest.mark.parametrize(("language", "label"), [("es", "Nombre de esta clave"), ("pt", "Nome desta chave")])
def test_the_page_for_a_passkey_names_its_field_in_the_language(language, label):
    client = Client()
    client.force_login(make_user(language=language))
    client.post(f"/{language}/accounts/reauthenticate/", {"password": PASSWORD})
    shown = client.get(f"/{language}/accounts/2fa/webauthn/add/").content.decode()
    assert label in shown
    assert ">Name" not in shown
