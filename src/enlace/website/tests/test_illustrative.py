import pytest

from enlace.website.testing import donate, home, library, make_news_page, make_text_page, news_index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [donate, library, news_index, make_news_page, lambda: make_text_page(title="Texto")])
def test_what_was_written_for_the_demonstration_says_so_on_its_page(client, make):
    page = make()
    assert "Solo el texto" not in client.get(page.url).text
    page.illustrative, page.illustrative_note = True, "Solo el texto"
    page.save_revision().publish()
    assert 'class="sample">Solo el texto<' in client.get(page.url).text


def test_a_page_of_facts_carries_no_mark(client):
    assert 'class="sample"' not in client.get(home().url).text
