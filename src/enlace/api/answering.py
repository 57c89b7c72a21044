"""What is the same for every answer of the open data: who may ask how, what may be kept, what other sites may read."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from enlace.api.problems import only_read
from enlace.core.languages import language_codes

ALLOWED = "GET, HEAD, OPTIONS"
KEPT = "public, no-cache"
"""Anybody may keep an answer, and asks each time whether it still holds: what is taken back is gone at once."""


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the library that reads, as a view of ours: HEAD, OPTIONS and other methods answered, headers set."""

    @wraps(view, assigned=("__name__", "__doc__"))
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED})
        if request.method not in ("GET", "HEAD"):
            return finished(request, only_read(ALLOWED))
        asked_as, request.method = request.method, "GET"
        response = finished(request, view(request, *args, **kwargs))
        request.method = asked_as
        if asked_as == "HEAD":
            response.content = b""
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With what caches and other sites need to know; 304 for who has it already."""
    if response.status_code == 200:
        response["Cache-Control"] = KEPT
        response["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response["Content-Language"] = ", ".join(language_codes())
        known: Any = get_conditional_response(request, etag=response["ETag"], response=response)
        response = known
    if response.status_code != 304:
        response["Content-Length"] = str(len(response.content))
    if request.method in ("GET", "HEAD"):
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
    return response
