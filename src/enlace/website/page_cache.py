"""Finished pages for readers who are not signed in, answered before Django is asked.

What is kept is what Django answered to a reader without any cookie, byte for byte, until anything that is shown changes
(`generation`). Nothing is kept that was made for one reader, holds a form, or stands behind a restriction. Where Django
says nothing about it, readers and proxies are told to ask each time whether their copy still holds, so that nothing
stale stays with them either.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
from django.conf import settings
from wagtail.models import Site

from enlace.website.generation import Standing, Watch
from enlace.website.models import SiteRendition
from enlace.website.negotiation import matches, preferred_encoding
from enlace.website.scheduling import NOTHING_DUE

type Headers = list[tuple[str, str]]
type Key = tuple[str, ...]

MOST_PAGES = 2_000
MOST_BYTES = 64 * 1024 * 1024
LARGEST_PAGE = 1024 * 1024
KNOWN = frozenset({"cookie", "accept-encoding", "hx-request"})
"""What an answer may vary by and yet be kept: readers with a cookie of the site and who ask for a part of a page pass
by, each encoding is its own."""
REPLACED = {"cache-control", "content-length", "etag", "last-modified", "vary", "connection", "transfer-encoding"}
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
)
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "identity": lambda body: body,
}


@dataclass(slots=True)
class Answer:
    """A page in one encoding."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: list[bytes]


@dataclass(slots=True)
class Entry:
    """A page as Django answered it; each encoding is made when it is first asked for."""

    standing: Standing
    headers: Headers
    body: bytes
    digest: str
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Twice the page: the compressed answers together are smaller than the page."""
        return 2 * len(self.body)

    def answer(self, accepted: str) -> Answer:
        encoding = preferred_encoding(accepted)
        return self.answers.get(encoding) or self.answers.setdefault(encoding, self.encoded(encoding))

    def encoded(self, encoding: str) -> Answer:
        content_type = header(self.headers, "content-type")
        if not content_type.startswith(COMPRESSIBLE):
            encoding = "identity"
        body = COMPRESS[encoding](self.body)
        etag = f'"{self.digest}-{encoding}"'
        lasting = [
            ("ETag", etag),
            ("Cache-Control", header(self.headers, "cache-control") or "no-cache"),
            ("Vary", ", ".join(dict.fromkeys(["Accept-Encoding", *varies(self.headers)]))),
        ]
        headers = [one for one in self.headers if one[0].lower() not in REPLACED]
        headers += [*lasting, ("Content-Length", str(len(body)))]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        return Answer(etag, headers, lasting, [body])


class PageCache:
    """A WSGI application round Django's. `close()` gives back this thread's connection to the database."""

    def __init__(self, django: WSGIApplication) -> None:
        self.django = django
        self.watch = Watch()
        self.close = self.watch.close
        self.standing: Standing | None = None
        self.pages: OrderedDict[Key, Entry] = OrderedDict()
        self.bytes = 0
        self.lock = Lock()
        self.apart = (settings.STATIC_URL, settings.MEDIA_URL, "/documents/")
        self.in_language = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
        self.personal = (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages", "_voice")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(self.apart):
            return self.django(environ, start_response)
        standing = self.watch()
        if standing is not self.standing:
            self.forget(standing)
        if standing is None or standing.due:
            return self.django(environ, asking_each_time(start_response))
        environ[NOTHING_DUE] = True
        if not self.is_shared(environ):
            return self.django(environ, asking_each_time(start_response))
        key = self.key_of(environ)
        entry = self.pages.get(key)
        if entry is None or entry.standing is not standing:
            if environ["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in environ:
                return self.django(environ, asking_each_time(start_response))
            return self.fill(key, standing, environ, start_response)
        self.touch(key)
        return send(entry, environ, start_response)

    def is_shared(self, environ: WSGIEnvironment) -> bool:
        """Whether the request is one of those that every reader would be answered alike."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ["PATH_INFO"].startswith(settings.CMS_PATH):
            return False
        if "HTTP_AUTHORIZATION" in environ or "HTTP_HX_REQUEST" in environ:
            return False
        cookies = environ.get("HTTP_COOKIE")
        return not cookies or not any(f"{name}=" in cookies for name in self.personal)

    def key_of(self, environ: WSGIEnvironment) -> Key:
        """What the answer depends on; the reader's languages only where the address names none."""
        path = environ["PATH_INFO"]
        return (
            path,
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_HOST", ""),
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ["wsgi.url_scheme"],
            "" if path.startswith(self.in_language) else environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        )

    def fill(
        self, key: Key, standing: Standing, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Ask Django, and keep the answer under the standing found before: a change meanwhile makes it worthless."""
        started: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
            started[:] = [(status, headers)]
            return lambda data: None

        response = self.django(environ, note)
        status, headers = started[0]
        known = KNOWN if environ["PATH_INFO"].startswith(self.in_language) else KNOWN | {"accept-language"}
        if getattr(response, "streaming", True) or not may_be_kept(status, headers, known):
            asking_each_time(start_response)(status, headers)
            return response
        body = b"".join(response)
        response.close()  # type: ignore[attr-defined]
        entry = Entry(standing, headers, body, hashlib.blake2b(body, digest_size=12).hexdigest())
        if len(body) > LARGEST_PAGE or b"csrfmiddlewaretoken" in body:
            asking_each_time(start_response)(status, headers)
            return [body]
        self.keep(key, entry)
        return send(entry, environ, start_response)

    def keep(self, key: Key, entry: Entry) -> None:
        with self.lock:
            if entry.standing is not self.standing:
                return
            self.drop(key)
            self.pages[key] = entry
            self.bytes += entry.weight
            while len(self.pages) > MOST_PAGES or self.bytes > MOST_BYTES:
                self.drop(next(iter(self.pages)))

    def drop(self, key: Key) -> None:
        entry = self.pages.pop(key, None)
        if entry:
            self.bytes -= entry.weight

    def touch(self, key: Key) -> None:
        try:
            self.pages.move_to_end(key)
        except KeyError:
            return

    def forget(self, standing: Standing | None) -> None:
        """Forget every page, and what the CMS remembers in each process: addresses of sites, renditions since gone."""
        with self.lock:
            before, self.standing = self.standing, standing
            self.pages.clear()
            self.bytes = 0
        Site.clear_site_root_paths_cache()
        if before is None or standing is None or standing.has_lost_renditions(before):
            SiteRendition.cache_backend.clear()


def send(entry: Entry, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    answer = entry.answer(environ.get("HTTP_ACCEPT_ENCODING", ""))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and matches(known, answer.etag):
        start_response("304 Not Modified", [*answer.not_modified])
        return []
    start_response("200 OK", [*answer.headers])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body


def header(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def varies(headers: Headers) -> list[str]:
    lines = [value for key, value in headers if key.lower() == "vary"]
    return [name.strip() for line in lines for name in line.split(",") if name.strip()]


def may_be_kept(status: str, headers: Headers, known: frozenset[str]) -> bool:
    """Whether an answer to a reader without cookies is the same for all such readers."""
    names = {name.lower() for name, _value in headers}
    policy = " ".join(value for name, value in headers if name.lower().startswith("content-security-policy"))
    limits = header(headers, "cache-control").lower()
    return (
        status.startswith("200 ")
        and not names & {"set-cookie", "content-encoding", "content-disposition"}
        and "'nonce-" not in policy
        and not any(word in limits for word in ("private", "no-store"))
        and {name.lower() for name in varies(headers)} <= known
    )


def asking_each_time(start_response: StartResponse) -> StartResponse:
    """Lets an answer that says nothing about it be kept by the reader's browser only, and only to be asked about."""

    def start(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        if not header(headers, "cache-control"):
            headers = [*headers, ("Cache-Control", "private, no-cache")]
        return start_response(status, headers)

    return start
