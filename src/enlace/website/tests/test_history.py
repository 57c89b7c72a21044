import pytest

from enlace.website.testing import blocks, history, make_editor, make_news_page

pytestmark = pytest.mark.django_db


def milestone(day, title, **fields):
    return ("milestone", {"date": day, "shown": day[:4], "title": title} | fields)


def write(*milestones, **fields):
    page = history()
    page.milestones = blocks(*milestones)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def test_the_points_stand_by_date_whatever_the_order_in_which_they_were_written(client):
    page = write(milestone("2016-11-28", "Quito"), milestone("2012-03-29", "Buenos Aires"))
    text = client.get(page.url).text
    assert text.find("Buenos Aires") < text.find("Quito")
    assert '<ol class="timeline">' in text


def test_a_point_shows_its_date_as_far_as_it_is_known_with_place_text_and_source(client):
    page = write(
        milestone("2019-10-01", "X reunión", shown="octubre de 2019", place="Asunción", source="Registro público")
    )
    text = client.get(page.url).text
    assert '<time datetime="2019-10-01">octubre de 2019</time>' in text
    assert "Asunción" in text
    assert "Registro público" in text.split('class="source"')[1].split("</p>")[0]


def test_a_point_leads_to_its_page_only_while_that_page_is_published(client):
    article = make_news_page()
    page = write(milestone("2022-10-26", "Décimo aniversario", link=article.pk))
    assert f'<a href="{article.url}">Décimo aniversario</a>' in client.get(page.url).text
    article.unpublish()
    assert f'href="{article.url}"' not in client.get(page.url).text


def test_the_timeline_ends_with_today(client):
    page = write(milestone("2012-03-29", "Lanzamiento"), today="Lo que está en curso está en las noticias.")
    assert "Lo que está en curso" in client.get(page.url).text.split('class="open"')[1]


def test_an_empty_history_says_so_and_an_editor_may_begin_it(client):
    text = client.get(history().url).text
    assert '<ol class="timeline">' not in text
    assert "/cms/" not in text
    client.force_login(make_editor())
    assert f"/cms/pages/{history().pk}/edit/" in client.get(history().url).text
