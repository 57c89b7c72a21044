"""Who is answered from the page cache, with what, and until when."""

import gzip

import brotli
import pytest
from wagtail.models import PageViewRestriction, Site

from enlace.accounts.actions import record
from enlace.website.models import SiteRendition
from enlace.website.tests.articles import make_site_image
from enlace.website.tests.reading import make_article, page_cache, read

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_second_reader_gets_the_same_page_without_django():
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        first, second = read(cache, url), read(cache, url)
    assert (first.status, asked.times) == (200, 1)
    assert first == second
    assert "Diez años de la Red" in second.text


def test_what_is_kept_is_what_django_answered_byte_for_byte():
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        from_django = read(asked, url)
        read(cache, url)
        kept = read(cache, url)
    assert kept.body == from_django.body
    changed = {"Cache-Control", "Etag", "Vary"}
    assert {k: v for k, v in kept.headers.items() if k not in changed} == {
        k: v for k, v in from_django.headers.items() if k not in changed
    }


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("br;q=0, gzip;q=0", None, bytes)],
)
def test_each_reader_gets_the_encoding_asked_for(accepted, encoding, decode):
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        plain, packed = read(cache, url), read(cache, url, Accept_Encoding=accepted)
    assert packed.headers.get("Content-Encoding") == encoding
    assert decode(packed.body) == plain.body
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert asked.times == 1


def test_readers_and_proxies_are_told_to_ask_each_time():
    url = make_article().get_url()
    with page_cache() as (cache, _asked):
        headers = read(cache, url).headers
    assert headers["Cache-Control"] == "no-cache"
    assert "Accept-Encoding" in headers["Vary"]


def test_a_reader_who_has_the_page_already_gets_304():
    url = make_article().get_url()
    with page_cache() as (cache, _asked):
        etag = read(cache, url, Accept_Encoding="br").headers["Etag"]
        again = read(cache, url, Accept_Encoding="br", If_None_Match=f'"other", W/{etag}')
        other_encoding = read(cache, url, Accept_Encoding="gzip", If_None_Match=etag)
    assert (again.status, again.body, again.headers["Etag"]) == (304, b"", etag)
    assert other_encoding.status == 200


def test_head_is_answered_from_the_page_without_its_body():
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        page, head = read(cache, url), read(cache, url, "HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", page.headers)
    assert asked.times == 1


def test_each_host_query_and_scheme_has_its_own_page():
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        read(cache, url)
        read(cache, f"{url}?p=2")
        read(cache, url, Host="127.0.0.1:8000")
        read(cache, url, X_Forwarded_Proto="https")
    assert asked.times == 4


def test_a_host_that_is_not_the_sites_is_refused_each_time(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        assert [read(cache, url, Host="elsewhere.example").status for _ in range(2)] == [400, 400]
    assert asked.times == 2


@pytest.mark.parametrize("cookie", ["sessionid=abc", "messages=abc", "django_language=pt", "_ga=1; sessionid=abc"])
def test_a_reader_with_a_cookie_that_matters_is_always_answered_by_django(cookie):
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        read(cache, url)
        reply = read(cache, url, Cookie=cookie)
        read(cache, url, Cookie=cookie)
    assert asked.times == 3
    assert reply.headers["Cache-Control"] == "private, no-cache"


def test_a_foreign_cookie_reads_the_kept_page_but_leaves_none():
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        read(cache, url, Cookie="_ga=1")
        read(cache, url)
        read(cache, url, Cookie="_ga=1")
    assert asked.times == 2


@pytest.mark.parametrize("headers", [{"Authorization": "Basic eA=="}, {"Hx_Request": "true"}])
def test_requests_for_something_else_pass_by_the_kept_page(headers):
    url = make_article().get_url()
    with page_cache() as (cache, asked):
        read(cache, url)
        read(cache, url, **headers)
    assert asked.times == 2


def test_the_first_page_is_chosen_by_each_readers_language():
    with page_cache() as (cache, _asked):
        places = [read(cache, "/", Accept_Language=code).headers["Location"] for code in ("pt", "en", "es")]
    assert places == ["/pt/", "/en/", "/es/"]


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_page_that_becomes_private_is_private_at_the_next_request(kind):
    page = make_article("Acta confidencial")
    with page_cache() as (cache, _asked):
        assert "Acta confidencial" in read(cache, page.get_url()).text
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="secret")
        replies = [read(cache, page.get_url()) for _ in range(2)]
        assert cache.pages == {}
    assert all("Acta confidencial" not in one.text for one in replies)


def test_what_a_signed_in_reader_saw_is_never_given_to_another(client, django_user_model):
    page = make_article("Sólo para la Red")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(django_user_model.objects.create_user("ana@example.org"))
    session = f"sessionid={client.cookies['sessionid'].value}"
    with page_cache() as (cache, _asked):
        assert "Sólo para la Red" in read(cache, page.get_url(), Cookie=session).text
        assert read(cache, page.get_url()).status == 302


def test_a_page_filled_while_something_changed_is_not_given_again():
    page = make_article("Antes")

    def changing(environ, start_response):
        answer = django(environ, start_response)
        page.title = "Después"
        page.save_revision().publish()
        return answer

    with page_cache() as (_other, asked):
        django = asked.application
    with page_cache(changing) as (cache, asked):
        assert "Antes" in read(cache, page.get_url()).text
        asked.application = django
        assert "Después" in read(cache, page.get_url()).text


def test_what_the_cms_remembers_of_sites_is_forgotten_with_the_pages():
    page = make_article()
    with page_cache() as (cache, _asked):
        read(cache, page.get_url())
        Site.get_site_root_paths()
        Site.objects.update(hostname="otra.example")
        record("move_site", page, by=None)
        read(cache, page.get_url())
        assert {one.root_url for one in Site.get_site_root_paths()} == {"http://otra.example"}


def test_renditions_that_another_process_has_removed_are_not_remembered():
    image, page = make_site_image(), make_article()
    with page_cache() as (cache, _asked):
        first, second = image.get_rendition("width-10"), image.get_rendition("width-11")
        read(cache, page.get_url())
        record("change_something", page, by=None)
        read(cache, page.get_url())
        assert image.get_rendition("width-11").pk == second.pk
        for gone in (second, first):
            SiteRendition.objects.filter(pk=gone.pk)._raw_delete("default")
            read(cache, page.get_url())
            assert image.get_rendition(gone.filter_spec).pk > second.pk
