"""No second front door: what Wagtail brings for signing in and for accounts leads to ours, or nowhere."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from enlace.accounts.testing import PASSWORD, make_user
from enlace.website.testing import make_secretary
from enlace.website.tests.articles import make_news_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    user = make_user("root@example.org", is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/cms/login/", "/es/accounts/login/"),
        ("/cms/login/?next=/cms/parity/", "/es/accounts/login/?next=/cms/parity/"),
        ("/cms/password_reset/", "/es/accounts/password/reset/"),
        ("/cms/password_reset/done/", "/es/accounts/password/reset/"),
        ("/cms/password_reset/confirm/MQ/set-password/", "/es/accounts/password/reset/"),
        ("/cms/password_reset/complete/", "/es/accounts/password/reset/"),
        ("/cms/", "/es/accounts/login/?next=/cms/"),
        ("/cms/parity/", "/es/accounts/login/?next=/cms/parity/"),
    ],
)
def test_a_door_of_the_cms_leads_to_our_own(client, address, leads_to):
    assert client.get(address).url == leads_to


@pytest.mark.parametrize(
    "address",
    [
        *["users/", "users/new/", "users/1/", "users/edit/1/", "users/delete/1/", "users/history/1/"],
        *["groups/", "groups/new/", "groups/edit/1/", "groups/delete/1/"],
        *["bulk/accounts/user/delete/", "bulk/accounts/user/assign_role/", "bulk/accounts/user/set_active_state/"],
        *["locales/", "locales/new/", "locales/edit/1/", "locales/delete/1/"],
        *["localize/page/1/convert_to_alias/", "localize/submit/snippet/website/newspage/1/"],
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_door_is_not_there_even_for_an_administrator(client, superuser, address, method):
    assert getattr(client, method)(f"/cms/{address}", follow=True).status_code == 404


def test_every_address_of_accounts_that_the_cms_knows_is_closed(client, superuser):
    for name in [
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtaillocales:index",
    ]:
        assert client.get(reverse(name), follow=True).status_code == 404


def test_a_post_to_the_old_sign_in_signs_nobody_in(client):
    user = make_secretary()
    client.post("/cms/login/", {"username": user.email, "password": PASSWORD})
    assert client.get("/cms/").status_code == 302


def test_menus_do_not_offer_what_is_closed(client, superuser):
    html = client.get("/cms/").content.decode()
    for address in ["/cms/users/", "/cms/groups/", "/cms/locales/"]:
        assert f'"{address}"' not in html
    assert "/cms/parity/" in html


def test_preferences_hold_neither_name_nor_address_nor_password(client):
    client.force_login(make_secretary())
    answer = client.get("/cms/account/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "locale-preferred_language" in html
    for field in ["name_email", "password", "avatar"]:
        assert f'name="{field}' not in html
    assert reverse("account_email") in html


def test_preferences_are_kept(client):
    user = make_secretary()
    client.force_login(user)
    fields = {"locale-preferred_language": "pt", "theme-theme": "system", "theme-density": "default"}
    fields |= {"theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
    assert client.post("/cms/account/", fields).status_code == 302
    user.wagtail_userprofile.refresh_from_db()
    assert user.wagtail_userprofile.preferred_language == "pt"


def test_somebody_signed_in_without_access_is_told_so_and_not_sent_round_in_circles(client):
    client.force_login(make_user("stranger@example.org"))
    assert client.get("/cms/").status_code == 403


def test_no_alias_is_offered_in_the_editor(client, superuser):
    page = make_news_page()
    copy = page.copy_for_translation(Locale.objects.get(language_code="pt"))
    assert "localize-convert-to-alias" not in client.get(f"/cms/pages/{copy.pk}/edit/").content.decode()
