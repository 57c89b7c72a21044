import pytest
from django.urls import reverse
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from enlace.accounts.models import AuditEntry
from enlace.core.draft_translation import available_pairs
from enlace.website.machine_drafts import ApertiumTranslator
from enlace.website.models import NewsPage
from enlace.website.parity import parity_board
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import MACHINE, MANUAL, begin, locale, make_full_article, said, target_of, write
from enlace.website.translation_actions import draft_by_machine
from enlace.website.translations import machine_drafts, missing_texts

pytestmark = pytest.mark.django_db
needs_engine = pytest.mark.skipif(
    ("es", "pt") not in available_pairs(), reason="Debian's apertium-es-pt is not installed"
)


@pytest.fixture
def no_engine(monkeypatch, tmp_path):
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))


@needs_engine
def test_the_cms_translates_through_the_engine_of_this_machine():
    translator = get_machine_translator()
    assert isinstance(translator, ApertiumTranslator)
    assert translator.can_translate(locale("es"), locale("pt"))
    value = StringValue("La <b>prevención</b> del genocidio")
    draft = translator.translate(locale("es"), locale("pt"), [value])[value]
    assert draft.data.startswith("A <b>prevenção</b>")


@needs_engine
def test_a_draft_fills_every_text_and_marks_it_as_a_machine_s(secretary):
    translation = begin(make_full_article())
    count = draft_by_machine(translation, by=secretary)
    assert not missing_texts(translation).exists()
    drafts = machine_drafts(target_of(translation))
    assert {one.tool_name for one in drafts} == {"Apertium"}
    assert drafts.count() == count == 16
    assert AuditEntry.objects.filter(action="draft_by_machine", by=secretary).get().after == {"texts": 16}


@needs_engine
def test_a_draft_keeps_inline_tags_and_links(secretary):
    translation = begin(make_full_article())
    draft_by_machine(translation, by=secretary)
    text = machine_drafts(target_of(translation)).get(translation_of__data__contains="<b>").data
    assert "<b>" in text
    assert '<a id="a1">México</a>' in text
    assert 'href="https://example.org/mx"' in str(target_of(translation).body[1].value.source)


@needs_engine
def test_the_address_comes_from_the_translated_title_and_is_no_draft_to_confirm(secretary):
    translation = begin(make_news_page(title="Una reunión", slug="una-reunion"))
    draft_by_machine(translation, by=secretary)
    target = target_of(translation)
    assert target.title == "Uma reunião"
    assert target.slug == "uma-reuniao"
    assert not machine_drafts(target).filter(context__path="slug").exists()


@needs_engine
def test_what_a_person_wrote_stays_as_it_is(secretary):
    translation = begin(make_news_page())
    write(translation, {"title": "Título de pessoa"})
    StringTranslation.objects.exclude(context__path="title").delete()
    draft_by_machine(translation, by=secretary)
    title = StringTranslation.objects.get(context__path="title")
    assert (title.data, title.translation_type) == ("Título de pessoa", MANUAL)
    assert machine_drafts(target_of(translation)).count() == 1


@needs_engine
def test_a_draft_that_is_too_long_for_its_field_is_left_to_a_person(secretary):
    page = make_news_page(kind="k" * 55 + " año", summary="Lo que pasó.")
    translation = begin(page)
    draft_by_machine(translation, by=secretary)
    for one in machine_drafts(target_of(translation)).filter(context__path="kind"):
        assert len(one.data) <= 60
    target_of(translation).full_clean()


@needs_engine
def test_english_meets_portuguese_too(secretary):
    translation = begin(make_news_page("en", title="The meeting", summary="The network met."))
    if ("en", "pt") not in available_pairs():
        pytest.skip("Debian's apertium-eng-spa is not installed")
    draft_by_machine(translation, by=secretary)
    assert "reunião" in target_of(translation).title.lower()


@needs_engine
def test_one_click_begins_a_page_from_a_machine_draft(client, secretary):
    page = make_news_page()
    answer = client.post(f"/cms/parity/{page.pk}/translate/pt/", {"machine": "1"}, follow=True)
    target = NewsPage.objects.get(locale=locale("pt"), translation_key=page.translation_key)
    assert machine_drafts(target).count() == 2
    assert answer.redirect_chain[-1][0].endswith("/drafts/")
    assert "2" in said(answer)
    assert not target.live


@needs_engine
def test_the_side_by_side_editor_offers_the_engine_and_its_button_works(client, secretary):
    translation = begin(make_news_page())
    editor = reverse("wagtailadmin_pages:edit", args=[target_of(translation).pk])
    button = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert button in client.get(editor).content.decode()
    answer = client.post(button, {"next": editor})
    assert answer.url == editor
    assert set(machine_drafts(target_of(translation)).values_list("translation_type", "tool_name")) == {
        (MACHINE, "Apertium")
    }


def test_without_the_engine_the_board_names_the_packages(client, secretary, no_engine):
    page = make_news_page()
    (row,) = parity_board(secretary, page=page.pk).rows
    portuguese = next(cell for cell in row.cells if cell.language.code == "pt")
    assert (portuguese.has_engine, portuguese.packages) == (False, ("apertium-es-pt",))
    html = client.get(f"/cms/parity/?page={page.pk}").content.decode()
    assert "apertium-es-pt" in html
    assert 'name="machine"' not in html


def test_without_the_engine_a_page_is_begun_and_the_reason_is_told(client, secretary, no_engine):
    page = make_news_page()
    answer = client.post(f"/cms/parity/{page.pk}/translate/pt/", {"machine": "1"}, follow=True)
    assert NewsPage.objects.filter(locale=locale("pt"), translation_key=page.translation_key).exists()
    assert "apertium-es-pt" in said(answer)


def test_without_the_engine_the_side_by_side_editor_does_not_offer_it(client, secretary, no_engine):
    translation = begin(make_news_page())
    html = client.get(reverse("wagtailadmin_pages:edit", args=[target_of(translation).pk])).content.decode()
    assert reverse("wagtail_localize:machine_translate", args=[translation.pk]) not in html
