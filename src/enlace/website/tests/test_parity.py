import lxml.html
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from enlace.accounts.testing import make_user
from enlace.website.models import NewsIndexPage, NewsPage, TextPage
from enlace.website.parity import Manner, State, parity_board
from enlace.website.testing import make_editor
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import MACHINE, begin, locale, publish_in_editor, said, target_of, write
from enlace.website.translation_actions import translate_page, update_translation
from enlace.website.translations import translation_of

pytestmark = pytest.mark.django_db


def row_of(page, user, **filters):
    (row,) = parity_board(user, page=page.pk, **filters).rows
    return row


def cell_of(page, user, language="pt"):
    return next(cell for cell in row_of(page, user).cells if cell.language.code == language)


def test_a_page_that_is_missing_says_so_and_offers_its_source(secretary):
    page = make_news_page()
    assert cell_of(page, secretary, "es").states == (State.LIVE,)
    assert cell_of(page, secretary, "es").manner == Manner.ORIGINAL
    cell = cell_of(page, secretary)
    assert (cell.states, cell.manner, cell.source_page) == ((State.MISSING,), None, page.pk)


def test_a_translation_says_how_much_of_it_is_done(secretary):
    page = make_news_page()
    translation = begin(page)
    cell = cell_of(page, secretary)
    assert (cell.manner, cell.translated, cell.texts) == (Manner.SEGMENTS, 0, 2)
    assert cell.states == (State.DRAFT, State.PARTLY)
    write(translation)
    assert cell_of(page, secretary).states == (State.DRAFT,)


def test_machine_drafts_are_counted_until_a_person_has_confirmed_them(secretary):
    page = make_news_page()
    translation = begin(page)
    write(translation, kind=MACHINE)
    assert (cell_of(page, secretary).machine, cell_of(page, secretary).states[-1]) == (2, State.MACHINE)
    write(translation)
    assert cell_of(page, secretary).machine == 0


def test_a_page_written_beside_is_independent_and_is_not_offered_for_translation(client, secretary):
    page = make_news_page()
    other = make_news_page("pt", title="À parte", translation_key=page.translation_key)
    cell = cell_of(page, secretary)
    assert (cell.manner, cell.states, cell.translation) == (Manner.INDEPENDENT, (State.LIVE,), None)
    answer = client.post(f"/cms/parity/{page.pk}/translate/pt/", follow=True)
    assert "ya existe en este idioma" in said(answer)
    assert translation_of(other) is None
    assert NewsPage.objects.get(pk=other.pk).title == "À parte"


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_changed_source_makes_its_translation_older_until_the_change_is_taken_over(client, secretary):
    page = make_news_page()
    translation = begin(page)
    write(translation)
    publish_in_editor(client, target_of(translation))
    assert cell_of(page, secretary).states == (State.LIVE,)
    change(page, summary="Lo que pasó después.")
    assert cell_of(page, secretary).states == (State.LIVE, State.OLDER)
    update_translation(translation, by=secretary)
    assert cell_of(page, secretary).states == (State.LIVE, State.CHANGES, State.PARTLY)


def test_a_changed_source_makes_an_independent_page_older(secretary):
    page = make_news_page()
    other = make_news_page("pt", translation_key=page.translation_key)
    change(page, summary="Lo que pasó después.")
    assert cell_of(page, secretary).states == (State.LIVE, State.OLDER)
    change(other, summary="O que aconteceu depois.")
    assert cell_of(page, secretary).states == (State.LIVE,)


@pytest.mark.parametrize("independent", [True, False])
def test_publishing_the_source_again_unchanged_makes_nothing_older(secretary, independent):
    page = make_news_page()
    if independent:
        make_news_page("pt", translation_key=page.translation_key)
    else:
        write(begin(page))
    change(page)
    assert State.OLDER not in cell_of(page, secretary).states


def test_a_draft_of_the_source_makes_nothing_older(secretary):
    page = make_news_page()
    write(begin(page))
    page.summary = "Un borrador."
    page.save_revision()
    assert cell_of(page, secretary, "es").states == (State.LIVE, State.CHANGES)
    assert cell_of(page, secretary).states == (State.DRAFT,)


def test_a_page_that_was_moved_away_from_its_source_is_told(secretary):
    above = TextPage.objects.filter(locale=locale("es")).first()
    page = above.add_child(instance=TextPage(title="Contacto", locale=locale("es")))
    page.save_revision().publish()
    begin(page)
    page.move(above.get_parent(), "last-child")
    assert State.ELSEWHERE in cell_of(page, secretary).states
    assert not Page.objects.exclude(alias_of=None).exists()


def test_rows_stand_in_the_order_of_the_tree(secretary):
    first, second = make_news_page(title="Primera"), make_news_page(title="Segunda")
    make_news_page("en", title="Only in English")
    titles = [row.title for row in parity_board(secretary).rows]
    news = titles.index(NewsIndexPage.objects.get(locale=locale("es")).title)
    assert titles[news : news + 4][1:] == ["Primera", "Segunda", "Only in English"]
    assert row_of(first, secretary).depth == row_of(second, secretary).depth == 2


def test_the_board_shows_only_what_is_asked(secretary):
    page = make_news_page()
    make_news_page("en", translation_key=page.translation_key)
    missing = parity_board(secretary, language="pt", state=State.MISSING)
    assert [row.key for row in missing.rows] == [page.translation_key]
    assert [len(row.cells) for row in missing.rows] == [1]
    assert not parity_board(secretary, language="en", state=State.MISSING).rows
    assert {total.language.code: total.counts[State.MISSING] for total in missing.totals} == {"es": 0, "en": 0, "pt": 1}


def board_queries(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/cms/parity/").status_code == 200
    return len(queries)


def test_the_board_asks_as_much_of_the_database_for_one_page_as_for_many(client, secretary):
    page = make_news_page()
    write(begin(page), kind=MACHINE)
    make_news_page("en", translation_key=page.translation_key)
    change(page, summary="Otra cosa.")
    client.get("/cms/parity/")
    before = board_queries(client)
    for number in range(12):
        more = make_news_page(title=f"Noticia {number}")
        write(begin(more), kind=MACHINE)
        make_news_page("en", translation_key=more.translation_key)
        change(more, summary="Otra cosa.")
    assert board_queries(client) == before <= 26


def test_the_board_is_a_table_with_headers_and_pages(client, secretary):
    for number in range(45):
        make_news_page(title=f"Noticia {number}")
    html = BeautifulSoup(client.get("/cms/parity/").content, "html.parser")
    (table,) = html.select("table")
    assert len(table.select("tbody tr")) == 40
    assert [th["scope"] for th in table.select("thead th")] == ["col"] * 4
    assert all(tr.select("th[scope=row]") for tr in table.select("tbody tr"))
    assert [th["lang"] for th in table.select("thead th[lang]")] == ["es", "en", "pt"]
    assert html.select("nav.pagination a[href*='p=2']")


def test_one_click_translates_and_goes_to_the_editor(client, secretary):
    page = make_news_page()
    html = lxml.html.fromstring(client.get(f"/cms/parity/?page={page.pk}").content)
    form = next(one for one in html.forms if one.action == f"/cms/parity/{page.pk}/translate/pt/")
    answer = client.post(form.action)
    target = NewsPage.objects.get(locale=locale("pt"), translation_key=page.translation_key)
    assert answer.url == f"/cms/pages/{target.pk}/edit/"
    assert client.get(answer.url).status_code == 200


def test_the_editor_is_told_which_pages_above_were_begun_too(client, secretary):
    above = TextPage.objects.filter(locale=locale("es")).first()
    parent = above.add_child(instance=TextPage(title="Arriba", locale=locale("es")))
    child = parent.add_child(instance=TextPage(title="Abajo", locale=locale("es")))
    assert "Arriba" in said(client.post(f"/cms/parity/{child.pk}/translate/en/", follow=True))


def test_taking_over_a_change_keeps_the_reader_on_the_page(client, secretary):
    page = make_news_page()
    translation = begin(page)
    change(page, summary="Otra cosa.")
    answer = client.post(f"/cms/parity/{translation.pk}/update/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/cms/pages/{target_of(translation).pk}/edit/"
    assert cell_of(page, secretary).states == (State.DRAFT, State.PARTLY)


def test_an_editor_may_translate_and_an_account_without_a_group_sees_no_board(client):
    page = make_news_page()
    client.force_login(make_editor())
    assert client.post(f"/cms/parity/{page.pk}/translate/pt/").status_code == 302
    client.force_login(make_user("stranger@example.org"))
    assert client.get("/cms/parity/").status_code == 403
    assert client.post(f"/cms/parity/{page.pk}/translate/en/").status_code == 403
    assert not NewsPage.objects.filter(locale=locale("en")).exists()


def test_the_way_of_the_cms_to_translate_leads_to_the_board(client, secretary):
    page = make_news_page()
    translation = begin(page)
    for address in [f"submit/page/{page.pk}", f"update/{translation.source_id}"]:
        assert client.post(f"/cms/localize/{address}/").url == f"/cms/parity/?page={page.pk}"


def test_two_sources_of_a_group_keep_their_own_translations(secretary):
    page = make_news_page()
    translate_page(page, locale("en"), by=None)
    english = NewsPage.objects.get(locale=locale("en"), translation_key=page.translation_key)
    translate_page(english, locale("pt"), by=None)
    assert cell_of(page, secretary).source_page == english.pk
    assert cell_of(page, secretary, "es").manner == Manner.ORIGINAL
