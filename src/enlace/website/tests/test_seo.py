import json
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from wagtail.models import Locale, Site
from wagtail_localize.models import Translation, TranslationSource

from enlace.core.embedded_json import as_script
from enlace.core.texts import Texts
from enlace.website.models import HomePage, NetworkSettings, NewsIndexPage, SiteRendition
from enlace.website.queries import editions
from enlace.website.seo import description_of, head_of, territory
from enlace.website.tests.articles import make_news_page, make_site_image, make_story_page

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    SiteRendition.cache_backend.clear()


@pytest.fixture
def network():
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    network.name, network.publisher = Texts({"es": "La Red", "en": "The Network"}), Texts({"en": "The Institute"})
    network.save()
    return network


def whole(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def said(tree, name):
    return tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)


def graph(tree):
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {part["@type"]: part for part in data["@graph"]}


def test_a_page_has_one_canonical_address_and_one_description(client):
    page = make_news_page(summary="Doce Estados se reunieron.", title="Diez años")
    tree = whole(client, page.url + "?utm_source=boletin&page=3")
    assert tree.xpath("//link[@rel='canonical']/@href") == [SITE + page.url]
    assert said(tree, "description") == ["Doce Estados se reunieron."]
    assert said(tree, "og:url") == [SITE + page.url]
    assert len(tree.xpath("//title")) == 1


def test_the_live_editions_name_each_other_and_one_for_other_readers(client):
    spanish = make_news_page("es", title="Diez años")
    english = make_news_page("en", title="Ten years", translation_of=spanish)
    make_news_page("pt", title="Dez anos", translation_of=spanish, live=False)
    for page in (spanish, english):
        links = whole(client, page.url).xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "es": SITE + spanish.url,
            "en": SITE + english.url,
            "x-default": SITE + spanish.url,
        }


def test_a_page_in_one_language_names_no_other(client):
    assert not whole(client, make_news_page("en").url).xpath("//link[@hreflang]")


def test_other_readers_of_the_home_page_go_through_the_front_door(client):
    tree = whole(client, "/en/")
    assert tree.xpath("//link[@hreflang='x-default']/@href") == [f"{SITE}/"]
    assert tree.xpath("//link[@hreflang='pt']/@href") == [f"{SITE}/pt/"]


def test_a_list_keeps_only_what_changes_what_is_listed(client):
    for number in range(14):
        make_news_page(title=f"Noticia {number}", date=date(2022, 1, 1), themes=["genocide"])
    index = NewsIndexPage.objects.get(locale__language_code="es").url
    cases = {
        "?page=1&utm_source=x": "",
        "?page=2": "?page=2",
        "?theme=genocide&year=2022&page=2": "?year=2022&theme=genocide&page=2",
        "?year=1999&theme=<script>&page=77": "?page=2",
    }
    for asked, kept in cases.items():
        tree = whole(client, index + asked)
        assert tree.xpath("//link[@rel='canonical']/@href") == [SITE + index + kept]
        assert tree.xpath("//link[@hreflang='es']/@href") == [SITE + index + kept]


def test_the_networks_get_a_card(client, network):
    page = make_news_page("en", title="Ten years & more", date=date(2022, 10, 27))
    make_news_page("es", title="Diez años", translation_of=page)
    tree = whole(client, page.url)
    assert said(tree, "og:title") == ["Ten years & more"]
    assert said(tree, "og:site_name") == ["The Network"]
    assert said(tree, "og:type") == ["article"]
    assert said(tree, "article:published_time") == ["2022-10-27"]
    assert (said(tree, "og:locale"), said(tree, "og:locale:alternate")) == (["en_US"], ["es_ES"])
    assert not said(tree, "og:image")


def test_the_cover_is_on_the_card_with_its_words_and_can_be_fetched_by_anybody(client):
    page = make_news_page(cover=make_site_image(), cover_text="Una mesa larga")
    tree = whole(client, page.url)
    (address,) = said(tree, "og:image")
    assert said(tree, "og:image:alt") == ["Una mesa larga"]
    assert client.get(address.removeprefix(SITE))["Content-Type"] == "image/jpeg"


def test_a_cover_whose_file_is_lost_leaves_the_page_standing(rf):
    image = make_site_image()
    page = make_news_page(cover=image, cover_text="Una mesa")
    image.file.storage.delete(image.file.name)
    request = rf.get(page.url)
    assert "og:image" not in dict(head_of(page, [], request).properties)


def test_news_are_told_to_machines_as_published_by_the_office(client, network):
    page = make_news_page("en", title="Ten years", date=date(2022, 10, 27), themes=["genocide"])
    parts = graph(whole(client, page.url))
    news, office = parts["NewsArticle"], parts["Organization"]
    assert (news["headline"], news["datePublished"], news["inLanguage"]) == ("Ten years", "2022-10-27", "en")
    assert news["author"] == news["publisher"] == {"@id": office["@id"]}
    assert office["name"] == "The Institute"
    assert news["keywords"] == ["Genocide"]
    assert "creativeWorkStatus" not in news


def test_a_story_is_an_article_and_the_home_page_a_site(client, network):
    assert graph(whole(client, make_story_page().url))["Article"]["inLanguage"] == "es"
    home = graph(whole(client, "/en/"))
    assert home["WebSite"]["name"] == "The Network"
    assert "BreadcrumbList" not in home


def test_the_way_from_home_is_told(client):
    page = make_news_page(title="Diez años")
    steps = graph(whole(client, page.url))["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps][-1] == SITE + page.url
    assert steps[0]["item"] == f"{SITE}/es/"


def test_what_is_illustrative_says_so_to_machines_too(client):
    tree = whole(client, make_news_page(illustrative=True, summary="Se reunieron.").url)
    assert graph(tree)["NewsArticle"]["creativeWorkStatus"] == "Ilustrativo"
    assert said(tree, "description") == ["[Ilustrativo] Se reunieron."] == said(tree, "og:description")


def test_an_edition_translated_from_another_names_its_original_and_is_named_by_it(client):
    spanish = make_news_page("es", title="Diez años")
    english = make_news_page("en", title="Ten years", translation_of=spanish)
    source, _created = TranslationSource.get_or_create_from_instance(spanish)
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    original, made = (graph(whole(client, page.url))["NewsArticle"] for page in (spanish, english))
    assert made["translationOfWork"] == {"@id": original["@id"]}
    assert original["workTranslation"] == [{"@id": made["@id"], "inLanguage": "en"}]
    assert "translationOfWork" not in original


def test_editions_written_independently_claim_no_original(client):
    spanish = make_news_page("es", title="Diez años")
    make_news_page("en", title="Ten years", translation_of=spanish)
    assert not {"translationOfWork", "workTranslation"} & graph(whole(client, spanish.url))["NewsArticle"].keys()


HOSTILE = "</script><script>alert(1)</script><!-- \u2028 ]]> & \"'"


def test_no_title_breaks_out_of_the_data_or_the_attributes(client):
    page = make_news_page(title=HOSTILE, summary=HOSTILE, slug="hostil")
    content = client.get(page.url).content.decode()
    assert "<script>alert" not in content
    tree = html.fromstring(content)
    assert graph(tree)["NewsArticle"]["headline"] == HOSTILE
    assert said(tree, "og:title") == [HOSTILE]


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_data_in_a_script_is_read_back_as_it_was_and_holds_no_markup(data):
    written = as_script(data)
    assert json.loads(written) == data
    assert not set("<>&\u2028\u2029") & set(written)


def test_every_page_names_the_feeds_of_its_language(client):
    for language in ("es", "en", "pt"):
        feeds = whole(client, f"/{language}/").xpath(
            "//link[@type='application/rss+xml' or @type='application/atom+xml']"
        )
        assert [feed.get("href") for feed in feeds] == [f"/{language}/feed/rss/", f"/{language}/feed/atom/"]


def test_a_description_is_what_an_editor_wrote_for_it_else_the_first_words():
    body = [("paragraph", "<p>Primeras <i>palabras</i>.</p>")]
    assert description_of(make_news_page(title="A", search_description="Escrita", summary="Resumen")) == "Escrita"
    assert description_of(make_news_page(title="B", summary="Resumen\n con  espacios")) == "Resumen con espacios"
    assert description_of(make_news_page(title="C", summary="", body=body)) == "Primeras palabras."
    assert len(description_of(make_news_page(title="D", summary="larga " * 66))) == 200


@pytest.mark.parametrize(("code", "place"), [("es", "es_ES"), ("pt", "pt_BR"), ("en", "en_US"), ("xx", "xx")])
def test_open_graph_gets_a_territory_with_the_language(code, place):
    assert territory(code) == place


def test_the_head_of_an_article_asks_little(rf, django_assert_max_num_queries):
    page = make_news_page(cover=make_site_image(), cover_text="Una mesa", themes=["genocide"])
    make_news_page("en", translation_of=page)
    request = RequestFactory().get(page.url)
    request.user = AnonymousUser()
    found = editions(page, request.user)
    head_of(page, found, request)
    with django_assert_max_num_queries(4):
        head_of(page, found, request)


def test_a_preview_of_a_draft_has_a_head_too(rf):
    draft = make_news_page(live=False, title="Borrador")
    request = rf.get("/")
    request.user = AnonymousUser()
    head = head_of(draft, editions(draft, request.user), request)
    assert not head.alternates
    assert "Borrador" in head.structured


def test_every_kind_of_page_has_a_description_or_none_but_never_markup(client):
    for page in HomePage.objects.get(locale__language_code="es").get_children().live():
        tree = whole(client, page.url)
        assert graph(tree)
        assert all("<" not in text for text in said(tree, "description"))
