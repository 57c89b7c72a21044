import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from enlace.accounts.actions import create_account

pytestmark = pytest.mark.django_db
PASSWORD = "una clave larga 2026"


@pytest.fixture
def user():
    return create_account("punto.focal@example.org", by=None, password=PASSWORD)


@pytest.fixture
def signed_in(client, user):
    client.post("/es/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(("language", "title"), [("es", "Iniciar sesión"), ("en", "Sign In"), ("pt", "Entrar")])
def test_the_sign_in_page_speaks_the_language_of_its_address_and_stands_in_the_frame_of_the_site(
    client, language, title
):
    text = client.get(f"/{language}/accounts/login/").text
    assert f'<html lang="{language}">' in text
    assert f'<h1 class="modest">{title}</h1>' in text
    assert 'class="mast"' in text
    assert "signup" not in text


def test_each_field_has_its_label_and_a_wrong_answer_is_told_beside_the_form(client, user):
    answer = client.post("/es/accounts/login/", {"login": user.email, "password": "otra cosa"})
    assert '<p class="wrong" role="alert">' in answer.text
    assert '<label for="id_login">' in answer.text
    assert '<label for="id_password">' in answer.text


def test_a_forgotten_password_is_set_anew_by_the_link_of_the_mail(client, user, mailoutbox):
    assert client.get("/pt/accounts/password/reset/").status_code == 200
    client.post("/pt/accounts/password/reset/", {"email": user.email})
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    answer = client.get(f"/pt/accounts/password/reset/key/{key}/", follow=True)
    assert '<label for="id_password1">' in answer.text


@pytest.mark.parametrize("page", ["email", "password/change", "2fa", "sessions", "logout"])
def test_the_pages_of_an_account_lead_to_one_another(signed_in, page):
    text = signed_in.get(f"/es/accounts/{page}/").text
    menu = text.split('<nav class="stack tight fill"')[1].split("</nav>")[0]
    assert menu.count("<li>") == 5
    assert f'href="/es/accounts/{page}/" aria-current="page"' in menu


def test_an_editor_sent_here_for_a_second_factor_is_told_why(signed_in):
    assert 'class="notice warn"' not in signed_in.get("/es/accounts/2fa/").text
    assert 'class="notice warn"' in signed_in.get("/es/accounts/2fa/?needed=cms").text


def test_no_page_of_an_account_runs_inline_script_or_style(signed_in):
    for page in ("email", "2fa", "sessions", "2fa/totp/activate", "2fa/webauthn/add"):
        text = signed_in.get(f"/es/accounts/{page}/", follow=True).text
        assert "<style" not in text
        assert " style=" not in text
        assert "onclick" not in text
        for script in text.split("<script")[1:]:
            tag = script.split(">")[0]
            assert "src=" in tag or "application/json" in tag
