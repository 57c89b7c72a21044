"""Which answers the page cache keeps, and how many."""

from datetime import timedelta

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from enlace.core.clock import now
from enlace.website import page_cache as subject
from enlace.website.tests.reading import answering, page_cache, read, scheduled

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/es/otra/"


def times_asked(response: HttpResponse, status: str = "200 OK", **headers: str) -> int:
    """How often the website is asked when two readers want the same page."""
    with page_cache(answering(response, status)) as (cache, asked):
        read(cache, PATH, **headers)
        read(cache, PATH, **headers)
        return asked.times


def test_a_post_is_never_answered_from_the_cache():
    with page_cache(answering(HttpResponse("hola"))) as (cache, asked):
        read(cache, PATH)
        read(cache, PATH, "POST")
    assert asked.times == 2


def test_an_ordinary_answer_is_kept():
    assert times_asked(HttpResponse("hola")) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Vary": "Accept-Language"},
        {"Vary": "*"},
        {"Cache-Control": "private"},
        {"Cache-Control": "max-age=0, no-store"},
        {"Content-Security-Policy": "script-src 'nonce-abc'"},
        {"Content-Encoding": "gzip"},
        {"Content-Disposition": "attachment"},
    ],
)
def test_an_answer_made_for_one_reader_is_not_kept(headers):
    assert times_asked(HttpResponse("hola", headers=headers)) == 2


def test_an_answer_that_sets_a_cookie_is_not_kept():
    response = HttpResponse("hola")
    response.set_cookie("csrftoken", "abc")
    assert times_asked(response) == 2


def test_a_form_is_not_kept():
    assert times_asked(HttpResponse('<input name="csrfmiddlewaretoken" value="abc">')) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently", "500 Internal Server Error"])
def test_only_pages_that_are_there_are_kept(status):
    assert times_asked(HttpResponse("hola"), status) == 2


def test_a_stream_is_passed_on_and_not_kept():
    with page_cache(answering(StreamingHttpResponse([b"ho", b"la"]))) as (cache, asked):
        assert read(cache, PATH).text == "hola"
        assert cache.pages == {}
    assert asked.times == 1


def test_the_cms_and_static_files_pass_by():
    with page_cache(answering(HttpResponse("hola"))) as (cache, asked):
        for path in ("/cms/pages/3/edit/preview/", "/static/app.css", "/media/a.jpg", "/documents/1/a.pdf"):
            read(cache, path)
            read(cache, path)
    assert asked.times == 8


def test_what_has_no_language_in_its_address_is_kept_for_each_language_asked_for():
    response = HttpResponse("hola", headers={"Vary": "Accept-Language"})
    with page_cache(answering(response)) as (cache, asked):
        for languages in ("es", "pt, es", "es", "pt, es"):
            read(cache, "/sitemap.xml", Accept_Language=languages)
    assert asked.times == 2


def test_a_year_given_by_django_to_a_versioned_address_is_kept_and_the_rest_is_asked_for_each_time():
    for headers, sent in (
        ({"Cache-Control": "public, max-age=31536000"}, "public, max-age=31536000"),
        ({}, "no-cache"),
    ):
        with page_cache(answering(HttpResponse("hola", headers=headers))) as (cache, _asked):
            assert read(cache, PATH).headers["Cache-Control"] == sent


def test_nothing_is_kept_while_a_page_is_due_and_not_yet_published():
    page = scheduled("Mañana", go_live_at=now() - timedelta(minutes=5))
    assert times_asked(HttpResponse("hola")) == 2
    page.revisions.update(approved_go_live_at=None)
    assert times_asked(HttpResponse("hola")) == 1


def test_many_query_strings_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(subject, "MOST_PAGES", 10)
    with page_cache(answering(HttpResponse("hola"))) as (cache, asked):
        for number in range(30):
            read(cache, PATH)
            read(cache, f"{PATH}?n={number}")
        assert len(cache.pages) == 10
    assert asked.times == 31


def test_the_bytes_kept_have_a_bound(monkeypatch):
    monkeypatch.setattr(subject, "MOST_BYTES", 10_000)
    monkeypatch.setattr(subject, "LARGEST_PAGE", 3_000)
    with page_cache(answering(HttpResponse("x" * 2_000))) as (cache, _asked):
        for number in range(9):
            read(cache, f"{PATH}?n={number}")
        assert (len(cache.pages), cache.bytes) == (2, 8_000)
    assert times_asked(HttpResponse("x" * 3_001)) == 2


def test_without_the_database_django_is_left_to_say_so():
    with page_cache(answering(HttpResponse("hola"))) as (cache, asked):
        read(cache, PATH)
        cache.close()
        cache.watch.connection.settings_dict["NAME"] = "/nowhere/enlace.sqlite3"
        assert read(cache, PATH).text == "hola"
    assert asked.times == 2
