from datetime import date

import pytest
from django.core.cache import cache

from enlace.accounts.testing import make_user
from enlace.core import registry
from enlace.core.registry import Entry, Panel
from enlace.core.texts import Texts
from enlace.library.testing import make_publication
from enlace.website.models import DonatePage
from enlace.website.testing import (
    blocks,
    first_page,
    history,
    home,
    make_editor,
    make_network_settings,
    make_news_page,
    make_site_image,
    make_story_page,
    make_text_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def test_the_latest_news_leads_and_the_rest_follow_newest_first(client):
    for number in range(1, 8):
        make_news_page(title=f"Noticia {number}", slug=f"n{number}", date=date(2022, 1, number))
    text = client.get(home().url).text
    places = [text.find(f">Noticia {number}<") for number in (7, 6, 5, 4, 3)]
    assert -1 not in places
    assert places == sorted(places)
    assert "Noticia 2" not in text


def test_three_stories_are_shown(client):
    for number in range(1, 5):
        make_story_page(title=f"Historia {number}", slug=f"h{number}", date=date(2022, 1, number))
    text = client.get(home().url).text
    assert [f">Historia {number}<" in text for number in (1, 2, 3, 4)] == [False, True, True, True]


def test_news_of_another_language_says_in_which_it_is(client):
    make_news_page("pt", title="Seminário de formação")
    text = client.get(home().url).text
    assert 'lang="pt"' in text
    assert "Seminário de formação" in text
    assert "portugués" in text


def test_the_cloth_has_a_weft_for_each_year_of_the_history_until_now(client):
    page = history()
    page.milestones = blocks(("milestone", {"date": "2012-03-29", "shown": "2012", "title": "Lanzamiento"}))
    page.save_revision().publish()
    drawing = client.get(home().url).text.split("<figure")[1].split("</svg>")[0]
    assert drawing.count("<path") == 18 + date.today().year - 2012 + 1
    assert drawing.count('class="g"') == 1


def test_without_a_history_there_is_no_cloth(client):
    assert "<figure" not in client.get(home().url).text


def test_the_menu_holds_the_live_pages_of_this_language_that_are_marked_for_it(client):
    make_text_page(title="En el menú", slug="in", show_in_menus=True)
    make_text_page(title="Al pie", slug="foot")
    make_text_page(title="Borrador", slug="draft", show_in_menus=True, live=False)
    menu, foot = client.get(home().url).text.split('class="nav"')[1].split("<footer")
    assert "En el menú" in menu.split("</nav>")[0]
    assert "Al pie" not in menu.split("</nav>")[0]
    assert "Al pie" in foot
    assert "Borrador" not in menu + foot
    assert "En el menú" not in client.get(home("pt").url).text


def test_what_lower_apps_register_stands_in_the_menu_and_on_the_home_page(client, monkeypatch):
    monkeypatch.setattr(registry, "_items", registry._items.copy())
    registry._items["navigation"] = [(0, 0, lambda request: Entry("Reuniones", "/es/reuniones/"))]
    registry._items["home_panel"] = [
        (0, 0, lambda request: Panel("website/sources.html", {})),
        (0, 1, lambda request: None),
    ]
    assert '<a href="/es/reuniones/">Reuniones</a>' in client.get(home().url).text


def test_the_appeal_leads_to_the_address_of_the_settings_else_to_the_page_else_is_absent(client):
    page = home()
    page.appeal_title = "La prevención se sostiene"
    page.save_revision().publish()
    assert (
        first_page(DonatePage).url
        in client.get(page.url).text.split("La prevención se sostiene")[1].split("<footer")[0]
    )
    make_network_settings(donation_address="https://give.example/")
    assert 'href="https://give.example/"' in client.get(page.url).text
    make_network_settings(donation_address="")
    first_page(DonatePage).unpublish()
    text = client.get(page.url).text
    assert "La prevención se sostiene" not in text
    assert "Donar" not in text


def test_the_network_is_called_by_its_name_in_the_language_of_the_page(client):
    make_network_settings(name=Texts({"es": "Red de Prueba", "en": "Test Network"}))
    assert "<span>Red de Prueba</span>" in client.get(home().url).text
    assert "<span>Test Network</span>" in client.get(home("en").url).text
    assert '<span lang="es">Red de Prueba</span>' in client.get(home("pt").url).text


def test_a_mark_of_its_own_takes_the_place_of_the_drawn_one(client):
    assert '<svg class="mark"' in client.get(home().url).text
    make_network_settings(mark=make_site_image("Marca", size=(200, 200)))
    text = client.get(home().url).text
    assert '<svg class="mark"' not in text
    assert '<img class="mark" src="/media/' in text


def test_the_demonstration_says_at_the_foot_what_its_mark_means(client):
    assert 'class="sample"' not in client.get(home().url).text
    make_network_settings(illustrative=True)
    assert 'class="sample"' in client.get(home().url).text.split("<footer")[1]


def test_nothing_on_the_page_comes_from_another_host_and_nothing_is_inline(client):
    make_news_page(cover=make_site_image(), cover_text="Una sala")
    text = client.get(home().url).text
    assert " style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
    assert 'src="http' not in text


def test_the_number_of_queries_does_not_grow_with_what_is_shown(client, django_assert_max_num_queries):
    client.get(home().url)
    for number in range(6):
        make_news_page(title=f"Noticia {number}", slug=f"n{number}")
        make_story_page(title=f"Historia {number}", slug=f"h{number}")
        make_publication(title=Texts({"es": f"Publicación {number}"}))
    with django_assert_max_num_queries(27):
        client.get(home().url)


def test_somebody_signed_in_finds_their_account_and_an_editor_the_cms(client):
    client.force_login(make_user())
    text = client.get(home().url).text
    assert "/accounts/email/" in text
    assert 'href="/cms/"' not in text
    client.force_login(make_editor())
    assert 'href="/cms/"' in client.get(home().url).text


def test_each_edition_of_the_home_page_is_one_step_away(client):
    text = client.get(home("en").url).text
    assert '<a href="/es/" lang="es" hreflang="es"' in text
    assert '<a href="/pt/" lang="pt" hreflang="pt"' in text
