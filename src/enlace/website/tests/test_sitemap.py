from collections import Counter

import pytest
from django.utils.timezone import localtime
from lxml import etree
from wagtail.models import PageViewRestriction

from enlace.website.models import NewsIndexPage
from enlace.website.tests.articles import make_news_page

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client):
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def entry(tree, address):
    return tree.xpath(f"//s:url[s:loc='http://testserver{address}']", namespaces=NAMES)


def test_every_visible_page_is_on_the_map_once(client):
    page = make_news_page("es")
    tree = sitemap(client)
    assert len(entry(tree, page.url)) == len(entry(tree, "/es/")) == len(entry(tree, "/pt/")) == 1
    addresses = tree.xpath("//s:loc/text()", namespaces=NAMES)
    assert len(addresses) == len(set(addresses))


def test_all_that_is_on_the_map_can_be_read(client):
    """Three of those that stand beneath the same address."""
    make_news_page("es")
    read = Counter()
    for address in sitemap(client).xpath("//s:loc/text()", namespaces=NAMES):
        path = address.removeprefix("http://testserver")
        above = path.rstrip("/").rpartition("/")[0]
        read[above] += 1
        if read[above] <= 3:
            assert client.get(path).status_code == 200, address
    assert len(read) > 10


def test_a_page_names_its_editions_itself_among_them_and_one_for_other_readers(client):
    spanish = make_news_page("es", title="Diez años")
    english = make_news_page("en", title="Ten years", translation_of=spanish)
    tree = sitemap(client)
    for page in (spanish, english):
        links = entry(tree, page.url)[0].findall("x:link", NAMES)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "es": f"http://testserver{spanish.url}",
            "en": f"http://testserver{english.url}",
            "x-default": f"http://testserver{spanish.url}",
        }


def test_a_page_in_one_language_names_no_other(client):
    page = make_news_page("en")
    assert entry(sitemap(client), page.url)[0].find("x:link", NAMES) is None


def test_drafts_and_restricted_pages_are_on_no_map(client):
    make_news_page("es", title="Borrador", live=False)
    make_news_page("es", title="Cerrada")
    index = NewsIndexPage.objects.get(locale__language_code="es")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    tree = etree.tostring(sitemap(client)).decode()
    assert "borrador" not in tree
    assert "cerrada" not in tree
    assert index.url + "<" not in tree


def test_a_page_says_when_it_was_last_published(client):
    page = make_news_page("es")
    found = entry(sitemap(client), page.url)[0].findtext("s:lastmod", namespaces=NAMES)
    assert found == f"{localtime(page.last_published_at):%Y-%m-%d}"


def test_the_map_asks_as_little_for_many_pages_as_for_few(client, django_assert_max_num_queries):
    sitemap(client)
    for number in range(5):
        make_news_page("es", title=f"Noticia {number}")
    with django_assert_max_num_queries(17):
        sitemap(client)
