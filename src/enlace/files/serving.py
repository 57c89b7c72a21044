"""How a file is answered: with its right type, under rules by which it runs nothing, to be taken home if it could."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from enlace.files.kinds import SHOWN_IN_PLACE, content_type, extension
from enlace.files.ranges import asked_stretch, read_stretch

MINUTES_KEPT = 5
RUNS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWS_ITSELF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
"""For a PDF: browsers show none in a sandbox, and run what it carries in a closed room of their own."""


def answer_file(
    request: HttpRequest, file: Any, *, public: bool, name: str = "", taken_home: bool = False
) -> HttpResponseBase:
    """The content of a field's `file`, as `name` or else as it is called on the disk. Http404 where it is lost.

    A part of it is answered where one is asked for, so that a broken download goes on where it stopped.
    What is `public` may be kept for a short while by anybody; what is not, by nobody. `taken_home`: never shown in
    place, because it carries something that runs.
    """
    try:
        path = Path(file.path)
        facts = path.stat()
        content = path.open("rb")
    except (OSError, ValueError):
        raise Http404 from None
    name = name or path.name
    kind = extension(name)
    shown = kind in SHOWN_IN_PLACE and not taken_home
    response: Any = FileResponse(content, as_attachment=not shown, filename=name, content_type=content_type(name))
    headers = {
        "ETag": f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"',
        "Last-Modified": http_date(facts.st_mtime),
        "Cache-Control": f"public, max-age={60 * MINUTES_KEPT}" if public else "private, no-store",
        "Content-Security-Policy": SHOWS_ITSELF if shown and kind == "pdf" else RUNS_NOTHING,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
    known: Any = get_conditional_response(
        request, etag=headers["ETag"], last_modified=int(facts.st_mtime), response=response
    )
    if known is not response:
        content.close()
    elif _asks_for_a_part(request, headers):
        _cut(response, content, request.headers["Range"], facts.st_size)
    for header, value in headers.items():
        known[header] = value
    return known


def _asks_for_a_part(request: HttpRequest, headers: Mapping[str, str]) -> bool:
    """Not where the part that is there already is of another file than this one (`If-Range`)."""
    asked = request.method == "GET" and "Range" in request.headers
    return asked and request.headers.get("If-Range", headers["ETag"]) in (headers["ETag"], headers["Last-Modified"])


def _cut(response: Any, content: BinaryIO, asked: str, size: int) -> None:
    try:
        stretch = asked_stretch(asked, size)
    except ValueError:
        content.close()
        response.streaming_content, response.status_code = (), 416
        response["Content-Length"], response["Content-Range"] = 0, f"bytes */{size}"
        return
    if stretch:
        start, end = stretch
        response.streaming_content, response.status_code = read_stretch(content, stretch), 206
        response["Content-Length"], response["Content-Range"] = end - start, f"bytes {start}-{end - 1}/{size}"
