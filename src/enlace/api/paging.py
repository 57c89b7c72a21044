"""One page of a list, and one record: what is asked, checked against what can be."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema

from enlace.api.asked import Asked
from enlace.api.problems import unknown_parameters
from enlace.api.shapes import Paged


def page_of[Record: models.Model, Shape: Schema](
    request: HttpRequest,
    response: HttpResponse,
    asked: Asked,
    found: models.QuerySet[Record],
    shaped: Callable[[Sequence[Record]], list[Shape]],
) -> Paged[Shape]:
    """`found` has an order that does not change; `shaped` is asked once, with the records of the page."""
    refuse_unknown(request, list(type(asked).model_fields))
    total, first = found.count(), (asked.page - 1) * asked.per_page
    last = max(1, -(-total // asked.per_page))
    address = _addresses(request)
    ways = {
        "next": address(asked.page + 1) if asked.page < last else None,
        "prev": address(min(asked.page - 1, last)) if asked.page > 1 else None,
        "first": address(1),
        "last": address(last),
    }
    response["Link"] = ", ".join(f'<{where}>; rel="{way}"' for way, where in ways.items() if where)
    return Paged(
        items=shaped(list(found[first : first + asked.per_page])),
        total=total,
        page=asked.page,
        per_page=asked.per_page,
        next=ways["next"],
        previous=ways["prev"],
    )


def one_of[Record: models.Model](request: HttpRequest, found: models.QuerySet[Record], **key: Any) -> Record:
    refuse_unknown(request, [])
    record = found.filter(**key).first()
    if record is None:
        raise Http404
    return record


def refuse_unknown(request: HttpRequest, known: list[str]) -> None:
    """A parameter that is written wrongly must not give an answer to another question."""
    unknown = set(request.GET) - set(known)
    if unknown:
        raise unknown_parameters(unknown, known)


def _addresses(request: HttpRequest) -> Callable[[int], str]:
    """page number → the same question for that page."""

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return address
