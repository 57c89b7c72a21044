"""What the public site shows of the meetings on record: the history, the news of each, the map of the site."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.editions.actions import add_meeting, cancel_meeting, change_meeting
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_secretary
from enlace.website.generation import Watch
from enlace.website.meeting_news import news_of_meeting
from enlace.website.models import NewsPage
from enlace.website.page_forms import NewsPageForm
from enlace.website.testing import blocks, history, home, make_editor, make_news_page
from enlace.website.tests.reading import page_cache, read

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def on_record(title, day, **fields):
    facts = {"title": Texts({"es": title}), "begins_on": day, "ends_on": day, "audience": "public", "host": None}
    return add_meeting(by=None, **facts | fields)


def milestone(day, title, **fields):
    return ("milestone", {"date": day, "shown": day[:4], "title": title} | fields)


def write(*milestones):
    page = history()
    page.milestones = blocks(*milestones)
    page.save_revision().publish()
    return page


def test_meetings_stand_among_the_milestones_by_date_and_lead_to_their_pages(client):
    quito = on_record("VII Reunión", date(2016, 11, 28), place={"es": "Quito"}, source={"es": "Registro público"})
    page = write(milestone("2012-03-29", "Lanzamiento"), milestone("2022-10-26", "Aniversario"))
    text = client.get(page.url).text
    places = [text.find(words) for words in ("Lanzamiento", "VII Reunión", "Aniversario")]
    assert -1 not in places
    assert places == sorted(places)
    assert f'<a href="{quito.get_absolute_url()}">VII Reunión</a>' in text
    assert "28 de noviembre de 2016" in text
    assert "Registro público" in text


def test_a_history_without_milestones_is_drawn_from_the_meetings_alone(client):
    on_record("VII Reunión", date(2016, 11, 28))
    assert '<ol class="timeline">' in client.get(history().url).text


def test_what_is_not_public_cancelled_or_to_come_is_no_history(client):
    on_record("Reservada", date(2016, 11, 28), audience="members")
    on_record("Futura", today() + timedelta(days=20))
    make_meeting(title=Texts({"es": "Suspendida"}), begins_on=date(2017, 1, 1), audience="public", cancelled_at=now())
    client.force_login(make_secretary())
    text = client.get(history().url).text
    assert not any(words in text for words in ("Reservada", "Futura", "Suspendida"))


def test_a_meeting_without_the_readers_language_says_in_which_it_is(client):
    on_record("VII Reunión", date(2016, 11, 28), text={"es": "Primer párrafo.\n\nSegundo párrafo."})
    text = client.get(history("en").url).text
    assert '<span lang="es">VII Reunión</span>' in text
    assert "Primer párrafo." in text
    assert "Segundo" not in text


def test_the_cloth_on_the_home_page_is_coloured_where_a_meeting_stands(client):
    write(milestone("2012-03-29", "Lanzamiento"))
    assert client.get(home().url).text.split("<figure")[1].split("</svg>")[0].count('class="w"') == 0
    on_record("VII Reunión", date(2016, 11, 28))
    assert client.get(home().url).text.split("<figure")[1].split("</svg>")[0].count('class="w"') == 1


def test_the_home_page_shows_the_next_meeting_and_the_last_three(client):
    for year in (2016, 2017, 2019, 2021):
        on_record(f"Reunión de {year}", date(year, 10, 1))
    on_record("Próxima reunión", today() + timedelta(days=20))
    text = client.get(home().url).text
    shown = [title in text for title in ("Próxima reunión", "Reunión de 2021", "Reunión de 2017", "Reunión de 2016")]
    assert shown == [True, True, True, False]


def test_the_history_asks_as_much_for_many_meetings_as_for_few(client, django_assert_max_num_queries):
    on_record("VII Reunión", date(2016, 11, 28))
    client.get(history().url)
    with django_assert_max_num_queries(20) as few:
        client.get(history().url)
    for number in range(30):
        on_record(f"Reunión {number}", date(1990 + number, 1, 1))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(history().url)


@pytest.mark.django_db(transaction=True)
def test_every_change_of_a_meeting_makes_kept_pages_stale():
    watch = Watch()
    standings = [watch()]
    meeting = on_record("XIII Reunión", today() + timedelta(days=20))
    standings.append(watch())
    change_meeting(meeting, by=None, place={"es": "Quito"})
    standings.append(watch())
    cancel_meeting(meeting, by=None)
    standings.append(watch())
    watch.close()
    assert len(set(standings)) == 4


@pytest.mark.django_db(transaction=True)
def test_the_next_reader_of_a_kept_history_sees_the_meeting():
    url = history().url
    with page_cache() as (cache, asked):
        assert "VII Reunión" not in read(cache, url).text
        read(cache, url)
        assert asked.times == 1
        with transaction.atomic():
            meeting = on_record("VII Reunión", date(2016, 11, 28))
        assert "VII Reunión" in read(cache, url).text
        change_meeting(meeting, by=None, audience="members")
        assert "VII Reunión" not in read(cache, url).text


@pytest.mark.django_db(transaction=True)
def test_the_public_page_of_a_meeting_is_kept_and_gone_once_it_is_closed():
    meeting = on_record("VII Reunión", date(2016, 11, 28))
    url = meeting.get_absolute_url()
    with page_cache() as (cache, asked):
        assert [read(cache, url).status for _ in range(2)] == [200, 200]
        assert asked.times == 1
        change_meeting(meeting, by=None, audience="secretariat")
        assert read(cache, url).status == 404


def news(language, title, meeting, **fields):
    return make_news_page(language, title=title, slug=title.lower(), meeting=meeting, **fields)


def test_news_attached_to_a_meeting_stand_on_its_page_and_lead_back(client):
    meeting = on_record("VII Reunión", date(2016, 11, 28))
    article = news("es", "Crónica", meeting)
    news("es", "Borrador", meeting, live=False)
    news("es", "Otra", None)
    text = client.get(meeting.get_absolute_url()).text
    assert "Crónica" in text
    assert "Borrador" not in text
    assert "Otra" not in text
    assert f'<a href="{meeting.get_absolute_url()}">VII Reunión</a>' in client.get(article.url).text


def test_an_article_does_not_name_a_meeting_that_its_reader_does_not_see(client):
    article = news("es", "Crónica", make_meeting(title=Texts({"es": "Reservada"})))
    assert "Reservada" not in client.get(article.url).text
    client.force_login(make_secretary())
    assert "Reservada" in client.get(article.url).text


def test_an_article_is_shown_once_in_the_readers_language():
    meeting = on_record("VII Reunión", date(2016, 11, 28))
    spanish = news("es", "Crónica", meeting)
    news("en", "Chronicle", meeting, translation_of=spanish)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    for language, title in (("es", "Crónica"), ("en", "Chronicle"), ("pt", "Crónica")):
        with override(language):
            panel = news_of_meeting(request, meeting)
            assert [str(item.page.title) for item in panel.context["news"]] == [title]


def test_a_meeting_without_news_has_no_panel():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert news_of_meeting(request, on_record("VII Reunión", date(2016, 11, 28))) is None


def test_an_editor_chooses_among_the_meetings_that_they_see_and_keeps_one_chosen_before():
    seen, closed, kept = (on_record(t, date(2016, 1, 1)) for t in ("Vista", "Cerrada", "Elegida"))
    for one in (closed, kept):
        change_meeting(one, by=None, audience="secretariat")
    page = news("es", "Crónica", kept)
    form_class = NewsPage.get_edit_handler().get_form_class()
    assert issubclass(form_class, NewsPageForm)
    form = form_class(instance=page, for_user=make_editor(), parent_page=page.get_parent())
    assert set(form.fields["meeting"].queryset) == {seen, kept}


def test_public_meetings_are_on_the_map_in_every_language_with_their_editions(client):
    meeting = on_record("VII Reunión", date(2016, 11, 28))
    closed = make_meeting()
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    addresses = tree.xpath("//s:loc/text()", namespaces=NAMES)
    for language in ("es", "en", "pt"):
        with override(language):
            assert f"http://testserver{meeting.get_absolute_url()}" in addresses
            assert f"http://testserver{reverse('meetings:meetings')}" in addresses
            assert f"http://testserver{closed.get_absolute_url()}" not in addresses
    entry = tree.xpath(f"//s:url[s:loc='http://testserver{meeting.get_absolute_url()}']", namespaces=NAMES)[0]
    assert len(entry.findall("x:link", NAMES)) == 4


def test_a_network_without_public_meetings_has_none_on_the_map(client):
    make_meeting()
    assert "/meetings/" not in client.get("/sitemap.xml").text
