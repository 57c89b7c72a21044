"""Downloads are counted without following anybody: how often a file was fetched on a day, and nothing of by whom.

What is no reader is told by what it says of itself. All browsers call themselves Mozilla (Opera once did not), and
honest programs name themselves (curl, Wget, python-requests); robots that call themselves Mozilla too say in a word
what they are, or give the address of whoever sends them (`+http`). CUBOT makes telephones.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from enlace.core.clock import today
from enlace.library.models import DownloadCount, LanguageVersion

BROWSER = re.compile(r"(?:Mozilla|Opera)/")
ROBOT = re.compile(
    r"(?<!cu)bot(?:s?\b|[/;_-])|crawl|spider|slurp|archiv|harvest|monitor|preview|scan|feed|fetch|headless|lighthouse"
    r"|facebookexternalhit|mediapartners|\+http",
    re.IGNORECASE,
)
BEGINNING = re.compile(r"bytes 0-(?P<last>\d+)/")
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers by which a browser says that nobody has asked for it yet."""


def is_reader(headers: Mapping[str, str]) -> bool:
    """Whether a person asked, as far as the request tells."""
    agent = headers.get("User-Agent", "")
    ahead = any(word in headers.get(name, "").lower() for name in AHEAD for word in ("prefetch", "preview"))
    return bool(BROWSER.match(agent)) and not ROBOT.search(agent) and not ahead


def counts_as_download(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A file from its beginning on, for a reader: not HEAD, nor what goes on, nor that their own copy still holds.

    Two bytes are asked for by browsers that only want to know whether they may ask for parts.
    """
    part = BEGINNING.match(response.headers.get("Content-Range", ""))
    sent = response.status_code == 200 or (response.status_code == 206 and part is not None and int(part["last"]) > 1)
    return request.method == "GET" and sent and is_reader(request.headers)


def count_once_sent(response: Any, language_version: LanguageVersion) -> None:
    """When the answer is closed, so that no reader waits for the database."""
    response._resource_closers.append(partial(count_download, language_version.pk))


def count_download(language_version_id: int) -> None:
    """One more today. One statement, so that of two at the same moment none is lost."""
    table, quote = DownloadCount._meta.db_table, connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(table)} (language_version_id, day, amount) VALUES (%s, %s, 1)"  # noqa: S608 our own names
        f" ON CONFLICT (language_version_id, day) DO UPDATE SET amount = {quote(table)}.amount + 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [language_version_id, today()])
