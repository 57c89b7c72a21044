from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from wagtail.models import Locale, PageViewRestriction

from enlace.website.models import NewsPage, TextPage
from enlace.website.related import related_pages
from enlace.website.site_tree import page_key
from enlace.website.tests.articles import make_news_page, make_story_page

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


def titles(page):
    return [one.title for one in related_pages(page, READER)]


def choose(page, *chosen):
    page.chosen_pages = [("page", one) for one in chosen]
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def filler():
    """Other articles, so that what is rare and what is common differ."""
    make_news_page(title="Taller para jueces", summary="Formación en Lima", themes=["training-of-public-officials"])
    make_news_page(title="Nuevo portal", summary="La biblioteca cambia de aspecto", themes=["education-for-prevention"])


def test_firearms_in_english_meet_armas_de_fuego_in_spanish_through_their_theme():
    filler()
    english = make_news_page(
        "en", title="Firearms and mass violence", summary="A case study", themes=["firearms-control"]
    )
    make_news_page("es", title="Armas de fuego", summary="Un estudio de caso", themes=["firearms-control"])
    assert titles(english) == ["Armas de fuego"]


def test_words_alone_join_articles_without_themes_across_languages():
    filler()
    english = make_news_page("en", title="Genocide prevention in Uruguay", summary="Montevideo 2021", themes=[])
    make_news_page("es", title="Prevención del genocidio en Uruguay", summary="Montevideo, 2021", themes=[])
    assert titles(english) == ["Prevención del genocidio en Uruguay"]


def test_the_body_counts_where_title_and_summary_say_little():
    filler()
    body = [("paragraph", "<p>La memoria de Cabo Verde y los archivos de <b>Mindelo</b></p>")]
    one = make_news_page(title="Nota", summary="", body=body)
    make_story_page(title="Relato", summary="", body=body)
    assert titles(one) == ["Relato"]


def test_a_rare_theme_counts_more_than_a_common_one():
    for number in range(4):
        make_news_page(title=f"Común {number}", summary="", themes=["genocide"])
    page = make_news_page(title="Página", summary="", themes=["genocide", "hate-speech"])
    make_news_page(title="Rara", summary="", themes=["hate-speech"], date=date(2001, 1, 1))
    assert titles(page)[0] == "Rara"
    assert len(titles(page)) == 3


def test_what_shares_nothing_is_not_shown():
    filler()
    assert titles(make_news_page(title="Xilófono", summary="Zarzuela", themes=["genocide"])) == []


def test_an_article_is_shown_in_the_language_of_the_page_where_it_exists_in_it():
    page = make_news_page("pt", title="Armas", themes=["firearms-control"])
    spanish = make_news_page("es", title="Armas de fuego", themes=["firearms-control"])
    assert titles(page) == ["Armas de fuego"]
    make_news_page("pt", title="Armas de fogo", translation_of=spanish, themes=["firearms-control"])
    assert titles(page) == ["Armas de fogo"]


def test_of_two_equals_the_one_in_the_reader_s_language_comes_first():
    page = make_news_page("en", title="Firearms", summary="", themes=["firearms-control"])
    make_news_page("es", title="Armas", summary="", themes=["firearms-control"], date=date(2024, 1, 1))
    make_news_page("en", title="Rifles", summary="", themes=["firearms-control"], date=date(2020, 1, 1))
    assert titles(page) == ["Rifles", "Armas"]


def test_other_editions_of_the_page_itself_are_not_related_to_it():
    spanish = make_news_page("es", title="Armas de fuego", themes=["firearms-control"])
    english = make_news_page("en", title="Firearms", translation_of=spanish, themes=["firearms-control"])
    assert titles(english) == titles(spanish) == []
    assert titles(choose(english, spanish)) == []


def test_drafts_and_restricted_pages_are_never_related():
    page = make_news_page(title="Armas", themes=["firearms-control"])
    draft = make_news_page(title="Armas uno", themes=["firearms-control"], live=False)
    closed = make_news_page(title="Armas dos", themes=["firearms-control"])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert titles(page) == []
    assert titles(choose(page, draft, closed)) == []


def test_what_an_editor_chose_comes_in_the_order_chosen_and_nothing_else():
    one = make_story_page(title="Uno", themes=["firearms-control"])
    two = make_news_page(title="Dos")
    make_news_page(title="Tres", themes=["firearms-control"])
    page = choose(make_news_page(title="Página", themes=["firearms-control"]), two, one)
    assert titles(page) == ["Dos", "Uno"]


def test_what_was_chosen_in_another_language_is_shown_in_the_page_s_own():
    spanish = make_news_page("es", title="Diez años")
    make_news_page("en", title="Ten years", translation_of=spanish)
    assert titles(choose(make_news_page("en", title="Page"), spanish)) == ["Ten years"]
    assert titles(choose(make_news_page("pt", title="Página"), spanish)) == ["Diez años"]


def test_a_text_page_may_be_chosen():
    network = TextPage.objects.get(translation_key=page_key("network"), locale=Locale.objects.get(language_code="es"))
    assert titles(choose(make_news_page(), network)) == [network.title]


def test_a_chosen_page_that_was_deleted_leaves_no_hole():
    gone, stays = make_news_page(title="Se va"), make_news_page(title="Queda")
    page = choose(make_news_page(title="Página"), gone, stays)
    gone.delete()
    assert titles(NewsPage.objects.get(pk=page.pk)) == ["Queda"]


def test_a_draft_is_shown_with_what_would_be_related_to_it():
    make_news_page(title="Armas de fuego", themes=["firearms-control"])
    draft = make_news_page("en", title="Firearms", themes=["firearms-control"], live=False)
    assert titles(draft.get_latest_revision_as_object()) == ["Armas de fuego"]


def test_the_order_is_the_same_each_time():
    pages = [make_news_page(title="Armas", summary="", slug=f"a{n}", themes=["firearms-control"]) for n in range(5)]
    found = [one.pk for one in related_pages(pages[0], READER)]
    assert found == [one.pk for one in related_pages(pages[0], READER)] == [page.pk for page in pages[:1:-1]]


def test_the_questions_to_the_database_are_few_and_do_not_grow(django_assert_max_num_queries):
    page = make_news_page(title="Armas", themes=["firearms-control"])
    make_story_page(title="Armas de fuego", themes=["firearms-control"])
    for number in range(6):
        make_news_page("pt", title=f"Armas de fogo {number}", themes=["firearms-control", "genocide"])
    related_pages(page, READER)
    page = NewsPage.objects.select_related("locale").get(pk=page.pk)
    with django_assert_max_num_queries(4):
        assert len(related_pages(page, READER)) == 3
    chosen = choose(page, *NewsPage.objects.filter(locale__language_code="pt")[:3])
    chosen = NewsPage.objects.select_related("locale").get(pk=page.pk)
    with django_assert_max_num_queries(4):
        assert len(related_pages(chosen, READER)) == 3


def test_the_page_shows_what_is_related(client):
    make_story_page(title="Armas de fuego", themes=["firearms-control"])
    page = make_news_page("en", title="Firearms", themes=["firearms-control"])
    assert "Armas de fuego" in client.get(page.url).content.decode()
    request = RequestFactory().get(page.url)
    request.user = READER
    assert len(page.get_context(request)["related"]) == 1
