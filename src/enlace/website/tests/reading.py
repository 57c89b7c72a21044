"""How these tests read: a page cache asked in this process, and two servers asked over the network."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlencode

import lxml.html
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from enlace.website.models import NewsIndexPage, NewsPage
from enlace.website.page_cache import PageCache

CSRF = "c" * 32


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Asked:
    """Django as these tests see it: each request that reached it is counted."""

    def __init__(self, application=None) -> None:
        self.application = application or WSGIHandler()
        self.times = 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.application(environ, start_response)


def read(application, path: str, method: str = "GET", **headers: str) -> Reply:
    """Ask a WSGI application; headers as `Accept_Encoding="br"`."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    started = {}

    def start_response(status, fields, exc_info=None):
        started.update(status=int(status[:3]), headers={name.title(): value for name, value in fields})

    answer = application(environ, start_response)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return Reply(started["status"], started["headers"], body)


@contextmanager
def page_cache(application=None):
    """A page cache and the Django behind it."""
    asked = Asked(application)
    cache = PageCache(asked)
    try:
        yield cache, asked
    finally:
        cache.close()


def answering(response: HttpResponse, status: str = "200 OK"):
    """A website that always gives the same answer."""

    def application(environ, start_response):
        cookies = [("Set-Cookie", one.OutputString()) for one in response.cookies.values()]
        start_response(status, [*response.items(), *cookies])
        return response

    return application


def make_article(title: str = "Diez años de la Red", *, language: str = "es", **fields) -> NewsPage:
    parent = NewsIndexPage.objects.get(locale=Locale.objects.get(language_code=language))
    page = NewsPage(title=title, locale=parent.locale, live=False, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def retitle(page: NewsPage, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def scheduled(title: str, **hours: datetime) -> NewsPage:
    """An article with `go_live_at` or `expire_at`, in the state in which its hour finds it."""
    if "expire_at" in hours:
        page = make_article(title)
        NewsPage.objects.filter(pk=page.pk).update(**hours)
    else:
        parent = NewsIndexPage.objects.get(locale=Locale.objects.get(language_code="es"))
        page = NewsPage(title=title, locale=parent.locale, live=False, **hours)
        parent.add_child(instance=page)
        page.save_revision(approved_go_live_at=page.go_live_at)
    return NewsPage.objects.get(pk=page.pk)


def translate_all(source: TranslationSource, target: Locale, **fields: str) -> None:
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=target,
            data=f"{segment.string.data} ({target.language_code})",
            **fields,
        )


def form_of(page_of_cms: str) -> dict[str, str]:
    """The fields of the CMS's form for an article as a browser would send them back; stream fields come out empty."""
    form = lxml.html.fromstring(page_of_cms).get_element_by_id("page-edit-form")
    streams = [one.name for one in NewsPage._meta.get_fields() if isinstance(one, StreamField)]
    return dict(form.form_values()) | {f"{name}-count": "0" for name in streams}


class Server:
    """One real server process on the database of the test."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "enlace.config.wsgi:application", "--interface", "wsgi"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--workers", "1", "--no-log", "--log-level", "error"],
            env=environment(folder),
            cwd=settings.ROOT,
        )

    def wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server ended"
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        fields = {"Host": "localhost:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, quote(path, safe="/?&=%"), body=body, headers=fields)
        response = connection.getresponse()
        reply = Reply(response.status, {name.title(): value for name, value in response.getheaders()}, response.read())
        connection.close()
        return reply

    def post(self, path: str, cookie: str, fields: dict[str, str] | None = None) -> Reply:
        body = urlencode({**(fields or {}), "csrfmiddlewaretoken": CSRF})
        return self.ask(path, "POST", body, Cookie=cookie, Content_Type="application/x-www-form-urlencoded")


def signed_in(user) -> str:
    """The cookies of a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def environment(folder: Path) -> dict[str, str]:
    """A data folder of their own, with this test's database and catalogues linked into it."""
    values = {
        "ENLACE_DATA": str(folder),
        "ENLACE_TEST_DATA": str(folder),
        "ENLACE_SECRET_KEY": settings.SECRET_KEY,
        "ENLACE_REQUIRE_SECOND_FACTOR": "0",
        "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }
    if connection.vendor == "postgresql":
        one = connection.settings_dict
        sign_in = f"{one['USER']}:{one['PASSWORD']}@" if one["USER"] else ""
        values["ENLACE_DATABASE_URL"] = f"postgresql://{sign_in}{one['HOST']}:{one['PORT'] or 5432}/{one['NAME']}"
    return os.environ | values


@contextmanager
def two_servers(folder: Path):
    (folder / "cache").mkdir(parents=True)
    (folder / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (folder / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    servers = [Server(folder), Server(folder)]
    try:
        for one in servers:
            one.wait()
        yield servers
    finally:
        for one in servers:
            one.stop()
