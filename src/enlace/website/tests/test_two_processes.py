"""Two real servers on one database: what one changes, the other shows at once."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from enlace.accounts.models import User
from enlace.core.clock import now
from enlace.website.models import NewsPage
from enlace.website.tests.reading import form_of, make_article, retitle, scheduled, signed_in, two_servers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def servers(django_db_setup, tmp_path_factory):
    with two_servers(tmp_path_factory.mktemp("servers") / "data") as pair:
        yield pair


@pytest.fixture
def secretary():
    return signed_in(User.objects.create_superuser("secretaria@example.org"))


def test_what_is_published_and_withdrawn_in_one_process_is_right_in_the_other(servers, secretary):
    page = make_article("Antes")
    url, edit = page.get_url(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    here, there = servers
    form = form_of(here.ask(edit, Cookie=secretary).text)
    for number in range(5):
        assert f"Título {number}" not in there.ask(url).text
        sent = form | {"title": f"Título {number}", "action-publish": "1"}
        assert here.post(edit, secretary, sent).status == 302
        replies = [server.ask(url) for server in (there, here, there)]
        assert [f"Título {number}" in one.text for one in replies] == [True, True, True]
    assert replies[0].headers["Etag"] == replies[2].headers["Etag"]
    assert here.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), secretary).status == 302
    assert [server.ask(url).status for server in (there, here)] == [404, 404]


def test_a_page_made_private_in_one_process_is_private_in_the_other(servers, secretary):
    page = make_article("Acta")
    url, privacy = page.get_url(), reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    here, there = servers
    assert [server.ask(url).status for server in (here, there, there)] == [200, 200, 200]
    assert here.post(privacy, secretary, {"restriction_type": "login"}).status == 200
    assert [server.ask(url).status for server in (there, here)] == [302, 302]
    assert there.post(privacy, secretary, {"restriction_type": "none"}).status == 200
    assert [server.ask(url).status for server in (here, there)] == [200, 200]


def test_over_the_network_head_and_304_carry_what_they_should(servers):
    url = make_article().get_url()
    page = servers[0].ask(url, Accept_Encoding="br")
    head = servers[0].ask(url, "HEAD", Accept_Encoding="br")
    known = servers[1].ask(url, Accept_Encoding="br", If_None_Match=page.headers["Etag"])
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(page.body)))
    assert (known.status, known.body) == (304, b"")


def test_a_change_by_a_command_is_seen_by_every_process(servers):
    page = make_article("Antes")
    for number in range(20):
        retitle(page, f"Título {number}")
        assert [f"Título {number}" in server.ask(page.get_url()).text for server in servers] == [True, True]


def test_an_hour_that_comes_while_both_serve_is_right_in_both_and_recorded_once(servers):
    hour = now() + timedelta(seconds=2)
    leaving, coming = scheduled("Ayer", expire_at=hour), scheduled("Mañana", go_live_at=hour)
    leaving_url, coming_url = leaving.get_url(), f"{leaving.get_parent().get_url()}{coming.slug}/"
    seen = [(server.ask(leaving_url).status, server.ask(coming_url).status) for server in (*servers, *servers)]
    if now() < hour:
        assert seen == [(200, 404)] * 4
    time.sleep(max(0, (hour - now()).total_seconds()) + 0.01)
    with ThreadPoolExecutor(8) as readers:
        left = list(readers.map(lambda number: servers[number % 2].ask(leaving_url).status, range(8)))
        came = list(readers.map(lambda number: servers[number % 2].ask(coming_url).status, range(8)))
    assert (left, came) == ([404] * 8, [200] * 8)
    for page, action in ((coming, "wagtail.publish.scheduled"), (leaving, "wagtail.unpublish.scheduled")):
        assert PageLogEntry.objects.filter(page=page.pk, action=action).count() == 1


def test_no_reader_sees_an_older_title_after_a_newer_one_is_published(servers):
    """Readers fill both caches while titles change: what is read after a publication returns is never older."""
    page = make_article("Título 0")
    url, published, stale = page.get_url(), [0], []

    def reading(number: int) -> None:
        while published[0] < 15:
            least = published[0]
            shown = re.search(r"Título (\d+)", servers[number % 2].ask(url).text)
            if not shown or int(shown[1]) < least:
                stale.append((least, shown))

    with ThreadPoolExecutor(4) as readers:
        running = [readers.submit(reading, number) for number in range(4)]
        for number in range(1, 16):
            retitle(NewsPage.objects.get(pk=page.pk), f"Título {number}")
            published[0] = number
        for one in running:
            one.result()
    assert stale == []
