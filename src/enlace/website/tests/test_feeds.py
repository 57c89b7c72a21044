from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wagtail.models import PageViewRestriction, Site

from enlace.core.texts import Texts
from enlace.core.xml_text import writable
from enlace.themes.models import Theme
from enlace.website.models import NetworkSettings
from enlace.website.tests.articles import make_news_page, make_story_page

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DUBLIN = {"dc": "http://purl.org/dc/elements/1.1/"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def rss(client, language="es"):
    answer = client.get(f"/{language}/feed/rss/")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    return etree.fromstring(answer.content).find("channel")


def atom(client, language="es"):
    answer = client.get(f"/{language}/feed/atom/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def test_news_and_stories_stand_in_one_feed_newest_first(client):
    make_news_page(title="Vieja", date=date(2022, 10, 27))
    make_story_page(title="Historia", date=date(2023, 5, 1))
    make_news_page(title="Nueva", date=date(2024, 2, 3))
    assert [item.findtext("title") for item in rss(client).findall("item")] == ["Nueva", "Historia", "Vieja"]
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in atom(client).findall("a:entry", ATOM)] == [
        "Nueva",
        "Historia",
        "Vieja",
    ]


def test_an_item_leads_to_its_article_and_tells_its_day(client):
    page = make_news_page(title="Diez años", summary="México, 2022 & después <b>", date=date(2022, 10, 27))
    item = rss(client).find("item")
    assert item.findtext("link") == f"http://testserver{page.url}"
    assert item.findtext("description") == "México, 2022 &amp; después &lt;b&gt;"
    assert item.findtext("pubDate").startswith("Thu, 27 Oct 2022")
    entry = atom(client).find("a:entry", ATOM)
    assert entry.findtext("a:published", namespaces=ATOM).startswith("2022-10-27")
    assert entry.findtext("a:updated", namespaces=ATOM) == page.last_published_at.isoformat()


@pytest.mark.parametrize(("language", "mark"), [("es", "Ten years (en inglés)"), ("pt", "Ten years (em inglês)")])
def test_what_exists_only_in_another_language_is_there_and_says_so(client, language, mark):
    make_news_page("en", title="Ten years")
    item = rss(client, language).find("item")
    assert item.findtext("title") == mark
    assert item.findtext("dc:language", namespaces=DUBLIN) == "en"
    feed = atom(client, language)
    assert (feed.get(LANGUAGE), feed.find("a:entry", ATOM).get(LANGUAGE)) == (language, "en")


def test_an_article_in_two_languages_stands_once_in_each_feed(client):
    spanish = make_news_page("es", title="Diez años")
    make_news_page("en", title="Ten years", translation_of=spanish)
    assert [item.findtext("title") for item in rss(client, "es").findall("item")] == ["Diez años"]
    assert [item.findtext("title") for item in rss(client, "en").findall("item")] == ["Ten years"]


def test_an_item_stays_the_same_when_its_address_changes_or_the_reader_s_language_is_added(client):
    english = make_news_page("en", title="Ten years")
    before = rss(client).findtext("item/guid")
    english.slug = "another-address"
    english.save_revision().publish()
    make_news_page("es", title="Diez años", translation_of=english)
    channel = rss(client)
    assert channel.findtext("item/title") == "Diez años"
    assert channel.findtext("item/guid") == before
    assert before != rss(client, "pt").findtext("item/guid")


def test_the_illustrative_mark_goes_out_with_the_item(client):
    make_news_page(title="Una reunión", illustrative=True)
    make_news_page(title="Otra", illustrative=True, illustrative_note="Texto ilustrativo, hechos públicos")
    items = rss(client).findall("item")
    assert items[1].findtext("title") == "[Ilustrativo] Una reunión"
    assert "Ilustrativo" in [one.text for one in items[1].findall("category")]
    assert items[0].findtext("title") == "[Texto ilustrativo, hechos públicos] Otra"


def test_themes_and_kind_are_categories_in_the_language_of_the_feed(client):
    make_news_page("es", kind="Reunión", themes=["firearms-control"])
    categories = [one.text for one in rss(client).find("item").findall("category")]
    assert categories == ["Reunión", Theme.objects.get(slug="firearms-control").label["es"]]


def test_drafts_and_restricted_articles_are_in_no_feed_not_even_for_an_editor(admin_client, client):
    make_news_page(title="Borrador", live=False)
    page = make_news_page(title="Cerrada")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for reader in (client, admin_client):
        assert rss(reader).find("item") is None
        assert atom(reader).find("a:entry", ATOM) is None


def test_characters_that_xml_cannot_hold_do_not_break_a_feed(client):
    make_news_page(title="Pegado\x0b del \x1fprocesador", summary="a\x08b\ufffe", kind="Re\x02unión")
    assert rss(client).findtext("item/title") == "Pegado del procesador"
    assert atom(client).findtext("a:entry/a:summary", namespaces=ATOM) == "ab"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_whatever_a_text_holds_is_writable(text):
    made = writable(text)
    assert etree.fromstring(f"<a><![CDATA[{made.replace(']]>', '')}]]></a>".encode()) is not None
    assert writable(made) == made


def test_without_a_summary_the_first_paragraph_speaks(client):
    make_news_page(summary="", body=[("heading", "Un título"), ("paragraph", "<p>Se <b>reunieron</b> en México.</p>")])
    assert rss(client).findtext("item/description") == "Se reunieron en México."


def test_the_feed_carries_the_network_s_name_and_the_publisher_as_author(client):
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    network.name, network.publisher = Texts({"es": "La Red", "en": "The Network"}), Texts({"en": "The Institute"})
    network.save()
    assert rss(client).findtext("title") == "La Red"
    assert rss(client).findtext("language") == "es"
    assert atom(client, "en").findtext("a:author/a:name", namespaces=ATOM) == "The Institute"


def test_an_empty_feed_is_whole(client):
    assert rss(client, "en").findtext("link") == "http://testserver/en/"
    feed = atom(client, "en")
    assert all(feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated", "author/a:name"))


def test_a_feed_asks_as_little_for_many_articles_as_for_few(client, django_assert_max_num_queries):
    rss(client)
    for number in range(5):
        make_news_page(title=f"Noticia {number}", themes=["firearms-control"])
    with django_assert_max_num_queries(10):
        rss(client)
