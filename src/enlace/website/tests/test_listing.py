from datetime import date

import pytest

from enlace.themes.models import Theme
from enlace.website.testing import make_news_page, make_site_image, news_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes():
    return {slug: Theme.objects.get(slug=slug) for slug in ("early-warning", "firearms-control")}


@pytest.fixture
def news(themes):
    return [
        make_news_page(title="La de enero", slug="a", date=date(2022, 1, 5), themes=[themes["early-warning"]]),
        make_news_page(title="La de marzo", slug="b", date=date(2021, 3, 5), themes=[themes["firearms-control"]]),
        make_news_page("pt", title="A de maio", slug="c", date=date(2021, 5, 5), themes=[themes["firearms-control"]]),
    ]


def titles(text):
    listed = text.split('class="list')[1].split("</ul>")[0] if 'class="list' in text else ""
    return [title for title in ("La de enero", "A de maio", "La de marzo") if title in listed]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["La de enero", "A de maio", "La de marzo"]),
        ("?year=2022", ["La de enero"]),
        ("?year=2021", ["A de maio", "La de marzo"]),
        ("?theme=early-warning", ["La de enero"]),
        ("?theme=firearms-control&year=2021", ["A de maio", "La de marzo"]),
        ("?theme=firearms-control&year=2022", []),
        ("?year=&theme=", ["La de enero", "A de maio", "La de marzo"]),
    ],
)
def test_the_list_is_filtered_by_year_and_theme(client, news, asked, shown):
    assert titles(client.get(news_index().url + asked).text) == shown


@pytest.mark.parametrize(
    "asked",
    ["?year=abc", "?year=1066", "?theme=unknown", "?page=999", "?page=0", "?page=x", "?year=9999999999999999999999"],
)
def test_a_wrong_value_is_answered_with_a_sentence_and_the_list(client, news, asked):
    answer = client.get(news_index().url + asked)
    assert answer.status_code == 200
    assert 'class="notice" role="status"' in answer.text
    assert len(titles(answer.text)) == 3


def test_the_filter_in_force_is_told_and_can_be_cleared(client, news, themes):
    text = client.get(news_index().url + "?year=2021&theme=firearms-control").text
    assert "<option selected>2021</option>" in text
    assert 'value="firearms-control" selected' in text
    told = text.split("</form>")[1]
    assert "2021" in told
    assert themes["firearms-control"].label["es"] in told
    assert f'<a href="{news_index().url}">' in told


def test_only_years_and_themes_that_find_something_are_offered(client, news):
    form = client.get(news_index().url).text.split("<form")[1].split("</form>")[0]
    assert form.count("<option") == 2 + 2 + 2


def test_an_article_in_another_language_stands_in_for_a_missing_one_and_says_so(client, news):
    row = client.get(news_index().url).text.split("A de maio")[0].rsplit("<li", 1)[1]
    assert row.startswith(' lang="pt"')
    assert "portugués" in client.get(news_index().url).text
    make_news_page(translation_of=news[2], title="La de mayo", slug="d", date=date(2021, 5, 5))
    text = client.get(news_index().url).text
    assert "La de mayo" in text
    assert "A de maio" not in text


def test_twelve_stand_on_a_page_and_the_rest_on_the_next_with_the_filter_kept(client, themes):
    for number in range(13):
        make_news_page(title=f"Noticia {number}", slug=f"n{number}", date=date(2022, 1, 1 + number))
    first = client.get(news_index().url + "?year=2022").text
    assert 'rel="next" href="?year=2022&amp;page=2"' in first
    assert "Noticia 0<" not in first
    second = client.get(news_index().url + "?year=2022&page=2").text
    assert 'rel="prev" href="?year=2022&amp;page=1"' in second
    assert "Noticia 0<" in second


def test_drafts_are_not_listed_nor_do_they_offer_a_year(client):
    make_news_page(title="Un borrador", live=False, date=date(1999, 1, 1))
    text = client.get(news_index().url).text
    assert "Un borrador" not in text
    assert "1999" not in text


def test_a_list_takes_as_many_queries_for_ten_articles_as_for_one(client, django_assert_max_num_queries):
    image = make_site_image()
    for number in range(10):
        make_news_page(title=f"Noticia {number}", slug=f"n{number}", cover=image, cover_text="Una sala")
    client.get(news_index().url)
    with django_assert_max_num_queries(34):
        client.get(news_index().url)
