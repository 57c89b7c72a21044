import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from wagtail.models import TranslatableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import TabHelper

from enlace.accounts.models import AuditEntry
from enlace.themes.models import Theme
from enlace.website.models import NewsPage, SitePage, TextPage
from enlace.website.related import related_pages
from enlace.website.testing import make_editor
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import (
    VIDEO,
    begin,
    locale,
    make_full_article,
    publish_in_editor,
    target_of,
    write,
)
from enlace.website.translated_page import save_draft
from enlace.website.translation_actions import stop_translation, translate_page, update_translation
from enlace.website.translations import edited_by_hand, missing_texts, translation_of

pytestmark = pytest.mark.django_db
PAGES = [one for one in get_page_models() if issubclass(one, SitePage)]


def test_a_translation_begins_as_a_draft_even_of_a_live_page():
    page = make_full_article()
    target = target_of(begin(page))
    assert page.live
    assert not target.live
    assert (target.locale.language_code, target.translation_key) == ("pt", page.translation_key)
    assert target.alias_of is None


def test_every_text_that_a_reader_sees_is_to_be_translated():
    texts = set(missing_texts(begin(make_full_article())).values_list("string__data", flat=True))
    assert texts == {
        *["Diez años de la Red", "Reunión", "La Red cumple diez años.", "Un tejido", "La apertura", "Otra línea."],
        'La Red se <b>reunió</b> en <a id="a1">México</a>.',
        *["Una mesa redonda", "La mesa", "Prevenir es posible.", "La Secretaría", "El informe", "La ceremonia"],
        *["Sede", "Ciudad de México", "Comunicado"],
    }


def test_every_block_goes_from_spanish_to_portuguese_and_is_read_there(client, secretary):
    page = make_full_article(themes=["prevention"])
    translation = begin(page, by=secretary)
    write(translation)
    publish_in_editor(client, target_of(translation))
    html = client.get(target_of(translation).url).content.decode()
    for text in ["Diez años de la Red (pt)", "La apertura (pt)", "Prevenir es posible. (pt)", "La Secretaría (pt)"]:
        assert text in html
    for text in ["Una mesa redonda (pt)", "La mesa (pt)", "El informe (pt)", "La ceremonia (pt)", "Comunicado (pt)"]:
        assert text in html
    assert 'href="https://example.org/mx"' in html
    assert 'lang="pt"' in html


def test_what_is_no_text_follows_the_source():
    theme = Theme.objects.first()
    page = make_full_article(themes=[theme.slug], date="2022-10-26")
    target = target_of(begin(page))
    assert (target.date, target.cover_id, target.illustrative) == (page.date, page.cover_id, True)
    assert list(target.themes.all()) == [theme]
    assert target.body[3].value["illustrative"] is True
    assert target.body[5].value["address"] == VIDEO


def test_a_chosen_page_is_shown_in_the_language_of_the_page_that_chose_it():
    chosen = make_news_page(title="Elegida")
    translated = make_news_page("pt", title="Escolhida", translation_key=chosen.translation_key)
    page = make_full_article(chosen_pages=[("page", chosen)])
    target = target_of(begin(page))
    assert [one.pk for one in related_pages(target, AnonymousUser())] == [translated.pk]


def test_a_new_theme_of_the_source_reaches_the_translation():
    first, second = Theme.objects.all()[:2]
    page = make_full_article(themes=[first.slug])
    translation = begin(page)
    page.themes.set([first, second])
    page.save_revision().publish()
    update_translation(translation, by=None)
    assert set(target_of(translation).get_latest_revision_as_object().themes.all()) == {first, second}


def test_a_change_of_the_source_is_taken_over_and_confirmed_texts_stay(client, secretary):
    page = make_full_article()
    translation = begin(page, by=secretary)
    write(translation)
    publish_in_editor(client, target_of(translation))
    page.summary = "La Red cumple once años."
    page.save_revision().publish()
    update_translation(translation, by=secretary)
    assert [one.string.data for one in missing_texts(translation)] == ["La Red cumple once años."]
    kept = StringTranslation.objects.filter(locale=locale("pt"), context__path="title").get()
    assert kept.data == "Diez años de la Red (pt)"
    assert target_of(translation).summary == "La Red cumple diez años. (pt)"


def test_saving_a_draft_leaves_the_live_page_as_readers_know_it(client, secretary):
    page = make_full_article()
    translation = begin(page, by=secretary)
    write(translation)
    publish_in_editor(client, target_of(translation))
    write(translation, {"title": "Dez anos da Rede"})
    save_draft(translation, by=secretary)
    target = target_of(translation)
    assert target.title == "Diez años de la Red (pt)"
    assert target.get_latest_revision_as_object().title == "Dez anos da Rede"
    assert target.has_unpublished_changes


def test_a_new_address_of_the_source_does_not_move_the_translation(client, secretary):
    page = make_full_article()
    translation = begin(page, by=secretary)
    write(translation, {"title": "Dez anos"})
    publish_in_editor(client, target_of(translation))
    assert target_of(translation).slug == "dez-anos"
    page.slug = "aniversario"
    page.save_revision().publish()
    update_translation(translation, by=secretary)
    assert target_of(translation).get_latest_revision_as_object().slug == "dez-anos"


def test_an_independent_page_is_never_tied_to_the_translation():
    page = make_full_article()
    make_news_page("pt", title="Escrita à parte", translation_key=page.translation_key)
    with pytest.raises(PermissionDenied):
        translate_page(page, locale("pt"), by=None)
    assert not Translation.objects.exists()
    assert NewsPage.objects.get(locale=locale("pt"), translation_key=page.translation_key).title == "Escrita à parte"


def test_the_pages_above_are_begun_as_drafts_and_never_as_aliases():
    above = TextPage.objects.filter(locale=locale("es")).first()
    parent = above.add_child(instance=TextPage(title="Arriba", locale=locale("es")))
    child = parent.add_child(instance=TextPage(title="Abajo", locale=locale("es")))
    translations = translate_page(child, locale("en"), by=None)
    begun = [target_of(one) for one in translations]
    assert [one.title for one in begun] == ["Arriba", "Abajo"]
    assert not any(one.live or one.alias_of_id for one in begun)
    assert begun[1].get_parent().pk == begun[0].pk
    assert begun[0].get_parent().translation_key == above.translation_key


def test_a_page_that_was_deleted_can_be_translated_again_with_its_old_texts():
    page = make_full_article()
    translation = begin(page)
    write(translation)
    target_of(translation).delete()
    assert target_of(begin(page)).title == "Diez años de la Red (pt)"


def test_translating_is_recorded():
    editor = make_editor()
    page = make_full_article()
    begin(page, by=editor)
    entry = AuditEntry.objects.filter(action="translate_page").get()
    assert (entry.by, entry.subject_id, entry.after["language"]) == (editor, str(page.pk), "pt")


def test_a_stopped_translation_leaves_a_page_that_is_written_by_hand():
    translation = begin(make_full_article())
    write(translation)
    stop_translation(translation, by=None)
    target = target_of(translation)
    assert translation_of(target) is None
    assert target.title == "Diez años de la Red (pt)"
    assert not edited_by_hand(translation, target)
    target.save_revision()
    assert edited_by_hand(translation, target)


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_translated_field_has_its_place_in_the_editor(model):
    """One without a panel could never be translated there, and the page never be published."""
    tabs = TabHelper(model()).field_tab_mapping
    fields = [one.field_name for one in get_translatable_fields(model) if one.is_translated(model())]
    assert [name for name in fields if name not in tabs] == []


def test_no_snippet_is_translated_so_that_no_duplicate_source_can_arise():
    assert [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)] == []
