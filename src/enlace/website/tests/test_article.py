from datetime import date

import pytest

from enlace.themes.models import Theme
from enlace.website.models import NewsPage
from enlace.website.testing import (
    blocks,
    home,
    make_drawing,
    make_news_page,
    make_secretary,
    make_site_document,
    make_site_image,
    make_story_page,
    news_index,
)

pytestmark = pytest.mark.django_db

FULL = [
    ("heading", "Qué sigue"),
    ("paragraph", "<p>Cada compromiso tiene <b>su</b> página.</p>"),
    ("heading", "Qué sigue"),
    ("quote", {"text": "La prevención es trabajo.", "attribution": "Del resumen", "illustrative": True}),
    ("embed", {"address": "https://youtu.be/abcdefghijk", "title": "La sesión de apertura"}),
]


def test_an_article_shows_its_parts_in_the_order_in_which_they_are_read(client):
    page = make_news_page(
        kind="Reunión",
        body=blocks(*FULL),
        facts=blocks(("fact", {"label": "Lugar", "value": "Quito"})),
        sources=blocks(("source", {"text": "Acta pública", "address": "https://example.org/acta"})),
    )
    text = client.get(page.url).text
    parts = ["Reunión", "<h1>", "Dos días de diálogo.", "Quito", "su</b> página", "https://example.org/acta"]
    places = [text.find(part, text.find("<main")) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_date_is_written_as_the_language_writes_it(client):
    page = make_news_page(date=date(2022, 10, 27))
    english = make_news_page("en", translation_of=page, title="It met", date=date(2022, 10, 27))
    assert '<time datetime="2022-10-27">27 de octubre de 2022</time>' in client.get(page.url).text
    assert '<time datetime="2022-10-27">October 27, 2022</time>' in client.get(english.url).text


def test_headings_have_anchors_and_no_two_the_same(client):
    text = client.get(make_news_page(body=blocks(*FULL)).url).text
    assert '<h2 id="que-sigue">' in text
    assert '<h2 id="que-sigue-2">' in text


def test_a_video_is_a_link_until_the_reader_consents(client):
    text = client.get(make_news_page(body=blocks(*FULL)).url).text
    assert "<iframe" not in text
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abcdefghijk"' in text
    assert 'href="https://youtu.be/abcdefghijk"' in text
    assert '<button type="button" class="button" hidden>' in text


def test_a_missing_edition_is_told_and_the_others_are_offered(client):
    page = make_news_page()
    english = make_news_page("en", translation_of=page, title="It met")
    notice = client.get(page.url).text.split('class="notice"')[1].split("</p>")[0]
    assert f'href="{english.url}" lang="en" hreflang="en">English</a>' in notice
    assert "portugués" in notice
    assert "inglés" not in notice


def test_the_language_switch_keeps_the_reader_on_the_page_or_says_that_it_is_missing(client):
    page = make_news_page()
    english = make_news_page("en", translation_of=page, title="It met")
    switch = client.get(page.url).text.split('class="langs"')[1].split("</nav>")[0]
    assert f'href="{english.url}"' in switch
    assert f'href="/pt/page/{page.translation_key}/"' in switch


def test_the_cover_comes_in_several_widths_with_its_text_and_credit(client):
    page = make_news_page(cover=make_site_image(credit="M. Ríos"), cover_text="Delegaciones en una mesa redonda")
    figure = client.get(page.url).text.split("<figure")[1].split("</figure>")[0]
    assert 'alt="Delegaciones en una mesa redonda"' in figure
    assert "srcset=" in figure
    assert ".webp" in figure
    assert "width=" in figure
    assert "M. Ríos" in figure
    assert 'loading="lazy"' not in figure


def test_without_a_cover_there_is_cloth_that_says_nothing_to_a_screen_reader(client):
    assert '<svg class="cloth cover' in client.get(make_news_page().url).text.split("<main")[1]


def test_a_drawing_is_shown_as_it_is_everywhere_a_photograph_would_be(client):
    drawing = make_drawing()
    value = {"image": {"image": drawing.pk, "alt_text": "Un esquema"}, "caption": ""}
    page = make_news_page(cover=drawing, cover_text="Un esquema", body=blocks(("picture", value)))
    for address in (page.url, home().url, news_index().url):
        assert ".svg" in client.get(address).text


def test_a_picture_whose_file_is_lost_does_not_take_the_page_with_it(client):
    image = make_site_image()
    page = make_news_page(cover=image, cover_text="Una sala")
    image.file.storage.delete(image.file.name)
    assert client.get(page.url).status_code == 200
    assert client.get(home().url).status_code == 200


def test_pictures_in_the_text_are_lazy_and_say_what_they_show(client):
    value = {"image": {"image": make_site_image(credit="Archivo").pk, "alt_text": "Una sala"}, "caption": "La sala"}
    figure = client.get(make_news_page(body=blocks(("picture", value))).url).text.split("<figure")[1]
    assert 'alt="Una sala"' in figure
    assert 'loading="lazy"' in figure
    assert "La sala" in figure
    assert "Archivo" in figure


def test_a_document_is_offered_with_its_kind_and_size_and_a_deleted_one_with_nothing(client):
    document = make_site_document()
    page = make_news_page(body=blocks(("document", {"document": document.pk, "title": ""})))
    text = client.get(page.url).text
    assert document.url in text
    assert "PDF" in text
    document.delete()
    assert client.get(page.url).status_code == 200


def test_themes_lead_to_the_list_of_what_shares_them(client):
    theme = Theme.objects.get(slug="early-warning")
    text = client.get(make_news_page(themes=[theme]).url).text
    assert f'href="{news_index().url}?theme=early-warning"' in text


def test_an_illustrative_article_carries_the_mark_in_its_own_words(client):
    page = make_story_page(illustrative=True, illustrative_note="Texto ilustrativo, hechos públicos")
    assert '<span class="sample">Texto ilustrativo, hechos públicos</span>' in client.get(page.url).text


def test_related_pages_are_cards(client):
    other = make_story_page(title="Otra historia")
    page = make_news_page(chosen_pages=blocks(("page", other.pk)))
    assert other.url in client.get(page.url).text.split('class="grid cards"')[1]


def test_what_an_editor_writes_is_text_and_never_markup(client):
    page = make_news_page(
        title="<script>alert(1)</script>",
        slug="a",
        summary="<img src=x onerror=alert(1)>",
        body=blocks(("heading", "<b>x</b>"), ("quote", {"text": "<i>x</i>", "attribution": "", "illustrative": False})),
    )
    text = client.get(page.url).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>x</b>" not in text
    assert "<i>x</i>" not in text


def test_an_article_takes_at_most_twenty_queries(client, django_assert_max_num_queries):
    themes = list(Theme.objects.all()[:3])
    for number in range(4):
        make_news_page(title=f"Otra {number}", slug=f"o{number}", themes=themes)
    page = make_news_page(body=blocks(*FULL), themes=themes)
    client.get(page.url)
    with django_assert_max_num_queries(20):
        client.get(page.url)


def test_the_cms_previews_a_draft_with_all_its_parts(client):
    client.force_login(make_secretary())
    page = make_news_page(live=False, title="Un borrador", body=blocks(*FULL))
    answer = client.get(f"/cms/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert "<h1>Un borrador</h1>" in answer.text


def test_a_page_that_is_not_saved_yet_is_previewed_in_its_language():
    index = news_index("pt")
    page = NewsPage(title="Nova", slug="nova", locale=index.locale, depth=index.depth + 1)
    page.path = page._get_children_path_interval(index.path)[1]
    text = page.make_preview_request().text
    assert '<html lang="pt">' in text
    assert "<h1>Nova</h1>" in text


def test_the_crumbs_are_the_pages_above(client):
    crumbs = client.get(make_news_page().url).text.split('class="crumbs"')[1].split("</nav>")[0]
    assert [crumbs.count(f'href="{page.url}"') for page in (home(), news_index())] == [1, 1]
    assert crumbs.count("<li>") == 2
