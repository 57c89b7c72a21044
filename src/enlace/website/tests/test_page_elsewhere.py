from uuid import uuid4

import pytest
from lxml import html
from wagtail.models import PageViewRestriction

from enlace.website.tests.articles import elsewhere, make_news_page

pytestmark = pytest.mark.django_db


def test_a_page_that_is_there_is_shown_at_its_own_address(client):
    page = make_news_page("en", title="Ten years")
    answer = client.get(elsewhere("en", page.translation_key))
    assert (answer.status_code, answer["Location"]) == (302, page.url)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This page is not in English yet"),
        ("pt", "Esta página ainda não está em português"),
    ],
)
def test_a_page_missing_in_a_language_says_so_in_it(client, language, sentence):
    page = make_news_page("es", title="Diez años")
    whole = html.fromstring(client.get(elsewhere(language, page.translation_key)).content)
    assert whole.get("lang") == language
    assert whole.findtext(".//h1") == sentence


def test_it_offers_the_languages_that_exist_each_in_its_own(client):
    page = make_news_page("es", title="Diez años")
    make_news_page("en", title="Ten years", translation_of=page)
    whole = html.fromstring(client.get(elsewhere("pt", page.translation_key)).content)
    links = [(a.get("href"), a.get("hreflang"), a.text) for a in whole.findall(".//main//a")]
    assert links == [(page.url, "es", "Diez años"), ("/en/news/ten-years/", "en", "Ten years")]
    assert [one.get("lang") for one in whole.findall(".//main//li")] == ["es", "en"]


def test_it_is_not_to_be_found_by_search_engines(client):
    page = make_news_page("es")
    whole = html.fromstring(client.get(elsewhere("pt", page.translation_key)).content)
    assert whole.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not whole.xpath("//link[@rel='canonical']")


def test_a_draft_is_not_offered(client):
    page = make_news_page("es", title="Diez años")
    make_news_page("en", title="Ten years", translation_of=page, live=False)
    answer = client.get(elsewhere("pt", page.translation_key))
    assert "Ten years" not in answer.content.decode()
    assert client.get(elsewhere("en", page.translation_key)).status_code == 200


@pytest.mark.parametrize("language", ["es", "en"])
def test_where_nothing_is_visible_nothing_is_found(client, language):
    draft, restricted = make_news_page("es", live=False), make_news_page("es", title="Otra")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for key in (draft.translation_key, restricted.translation_key, uuid4()):
        assert client.get(elsewhere(language, key)).status_code == 404


def test_the_language_switch_of_a_page_leads_here(client):
    page = make_news_page("es", title="Diez años")
    whole = html.fromstring(client.get(page.url).content)
    assert elsewhere("pt", page.translation_key) in whole.xpath("//a/@href")


def test_the_root_of_all_trees_is_no_page(client):
    root = make_news_page("es").get_root()
    assert client.get(elsewhere("es", root.translation_key)).status_code == 404
