"""The way to give, from the masthead, the home page and the CMS's own page about donations."""

import pytest
from django.urls import reverse

from enlace.giving.testing import make_offer, make_recipient
from enlace.giving.tests.way_in import details_address
from enlace.website.testing import donate, home, make_network_settings
from enlace.website.tests.reading import page_cache, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def _open_to_gifts(settings):
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    make_recipient()
    make_offer()


def masthead(client, url):
    return client.get(url).text.split("</header>")[0]


def test_without_any_way_to_give_there_is_no_button_but_the_page_is_found_at_the_foot(client):
    url = donate().url
    assert f'class="button" href="{url}"' not in masthead(client, home().url)
    assert f'href="{url}"' in client.get(home().url).text.split("<footer")[1]


def test_with_an_address_in_the_settings_alone_all_stays_as_it_was(client):
    make_network_settings(donation_address="https://give.example/")
    assert f'href="{donate().url}"' in masthead(client, home().url)
    assert 'name="rhythm"' not in client.get(donate().url).text


@pytest.mark.usefixtures("_open_to_gifts")
def test_the_page_about_donations_carries_the_choice(client):
    page = donate()
    page.lead = "Por qué donar"
    page.save_revision().publish()
    text = client.get(page.url).text
    assert "Por qué donar" in text
    assert f'action="{reverse("giving:details")}"' in text
    assert 'name="rhythm"' in text
    assert f'class="button" href="{page.url}"' in masthead(client, home().url)


@pytest.mark.usefixtures("_open_to_gifts")
def test_without_that_page_the_button_leads_to_the_appeal(client):
    donate().unpublish()
    assert f'class="button" href="{reverse("giving:appeal")}"' in masthead(client, home().url)


@pytest.mark.usefixtures("_open_to_gifts")
def test_the_appeal_of_the_home_page_carries_a_small_form(client):
    page = home()
    page.appeal_title = "La prevención se sostiene"
    page.save_revision().publish()
    appeal = client.get(page.url).text.split('id="give"')[1].split("<footer")[0]
    assert "La prevención se sostiene" in appeal
    assert 'name="once" value="5000" checked' in appeal
    assert f'href="{donate().url}"' in appeal
    assert "<select" not in appeal


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_open_to_gifts")
def test_a_page_with_a_choice_may_be_kept_and_one_with_a_stamp_never():
    url = donate().url
    with page_cache() as (cache, asked):
        first, second = read(cache, url), read(cache, url)
        assert asked.times == 1
        assert first == second
        path, _mark, query = details_address().partition("?")
        details = [read(cache, f"{path}?{query}") for _turn in range(2)]
    assert asked.times == 3
    assert all(one.status == 200 and "no-store" in one.headers["Cache-Control"] for one in details)
    assert details[0].text != details[1].text
