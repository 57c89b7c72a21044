import pytest

from enlace.accounts.testing import make_user
from enlace.website.models import StoryIndexPage
from enlace.website.testing import (
    donate,
    first_page,
    home,
    library,
    make_editor,
    make_network_settings,
    make_news_page,
    news_index,
)

pytestmark = pytest.mark.django_db


def adding(model, parent):
    return f"/cms/pages/add/website/{model}/{parent.pk}/"


def test_the_public_reads_a_sentence_and_sees_no_way_into_the_cms(client):
    for page in (home(), news_index(), first_page(StoryIndexPage), library()):
        text = client.get(page.url).text
        assert '<p class="lead measure">' in text.split("<main")[1]
        assert "/cms/" not in text


def test_an_editor_gets_the_button_that_adds_the_first_item_on_the_home_page_too(client):
    client.force_login(make_editor())
    text = client.get(home().url).text
    assert adding("newspage", news_index()) in text
    assert adding("storypage", first_page(StoryIndexPage)) in text
    assert adding("newspage", news_index()) in client.get(news_index().url).text


def test_the_button_leads_to_a_form_that_opens(client):
    client.force_login(make_editor())
    assert client.get(adding("newspage", news_index())).status_code == 200


def test_somebody_signed_in_who_may_not_write_reads_what_the_public_reads(client):
    client.force_login(make_user())
    assert adding("newspage", news_index()) not in client.get(news_index().url).text


def test_what_an_anonymous_reader_gets_sets_no_cookie_and_holds_no_form_that_writes(client):
    make_news_page()
    for page in (home(), news_index(), library(), donate()):
        answer = client.get(page.url)
        assert not answer.cookies
        assert "csrf" not in answer.text.lower()


def test_the_donate_page_has_a_button_only_where_the_settings_hold_an_address(client):
    assert 'class="button main"' not in client.get(donate().url).text
    make_network_settings(donation_address="https://give.example/")
    assert 'class="button main" href="https://give.example/"' in client.get(donate().url).text


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_an_address_without_a_page_is_answered_in_the_language_with_ways_to_the_other_homes(client, language):
    answer = client.get(f"/{language}/nada/")
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    switch = answer.text.split('class="langs"')[1].split("</nav>")[0]
    assert all(f'href="/{code}/"' in switch for code in {"es", "en", "pt"} - {language})


def test_the_language_switch_of_an_account_page_keeps_the_reader_on_it(client):
    switch = client.get("/es/accounts/login/").text.split('class="langs"')[1].split("</nav>")[0]
    assert 'href="/pt/accounts/login/"' in switch
