"""How many questions a page asks the database when it is not answered from the cache."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from enlace.themes.models import Theme
from enlace.website.testing import make_site_document, make_text_page
from enlace.website.tests.articles import make_news_page, make_site_image, make_story_page
from enlace.website.tests.reading import page_cache, read
from enlace.website.tests.translating import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)


def queries_of(*pages: Page) -> dict[str, list[str]]:
    """By title, as a server asks that has answered before: the CMS remembers addresses of sites, and renditions."""
    asked = {}
    with page_cache() as (cache, _django):
        for page in pages:
            assert {read(cache, page.get_url() + query).status for query in ("", "?once", "?twice")} == {200}
            with CaptureQueriesContext(connection) as captured:
                assert read(cache, f"{page.get_url()}?again").status == 200
            asked[page.title] = [one["sql"] for one in captured.captured_queries]
    return asked


def test_an_article_asks_twenty_questions_at_most():
    cover = {"cover": make_site_image(), "cover_text": "A table"}
    chosen = [
        ("page", make_news_page("en", title="Another")),
        ("page", make_story_page("en", title="A story")),
        ("page", make_text_page("en", title="A text")),
    ]
    everything = [
        ("heading", "A heading"),
        ("paragraph", "<p>Words.</p>"),
        ("picture", {"image": make_site_image(), "caption": "A room"}),
        ("document", {"document": make_site_document(), "title": ""}),
    ]
    themes = list(Theme.objects.values_list("slug", flat=True)[:2])
    asked = queries_of(
        make_full_article(title="Con todo tipo de texto"),
        make_news_page("en", title="With everything", chosen_pages=chosen, themes=themes, body=everything, **cover),
    )
    assert len(asked) == 2
    assert {title: len(queries) for title, queries in asked.items() if len(queries) > 20} == {}, asked
