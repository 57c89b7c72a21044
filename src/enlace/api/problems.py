"""What is said where the open data cannot answer: RFC 9457, in the reader's language."""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from ninja import Field, Schema

from enlace.api.asked import said_of, said_of_unknown

CONTENT_TYPE = "application/problem+json"


class WrongParameter(Schema):
    parameter: str
    detail: str


class Problem(Schema):
    """An answer of RFC 9457. Its sentences are in the language of the request's Accept-Language."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[WrongParameter] = Field(default_factory=list, description="Each parameter that was not understood.")


class WrongQuestion(Exception):
    """`wrong`: parameter → what to write instead."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = wrong
        super().__init__(", ".join(wrong))


def unknown_parameters(names: set[str], known: list[str]) -> WrongQuestion:
    return WrongQuestion({name: said_of_unknown(known) for name in sorted(names)})


def wrong_parameters(names: set[str]) -> WrongQuestion:
    return WrongQuestion({name: said_of(name) for name in sorted(names)})


def wrong_question(request: HttpRequest, error: WrongQuestion) -> HttpResponse:
    errors = [WrongParameter(parameter=name, detail=detail) for name, detail in error.wrong.items()]
    told = " ".join(dict.fromkeys(one.detail for one in errors))
    return problem(400, gettext("Not understood"), told, errors)


def not_there(request: HttpRequest, error: object = None) -> HttpResponse:
    return problem(404, gettext("Not found"), gettext("There is nothing public at this address."))


def only_read(allowed: str) -> HttpResponse:
    answer = problem(405, gettext("Not allowed"), gettext("What is here can be read, and not changed."))
    answer["Allow"] = allowed
    return answer


def problem(status: int, title: str, detail: str, errors: list[WrongParameter] | None = None) -> HttpResponse:
    told = Problem(title=title, status=status, detail=detail, errors=errors or []).model_dump()
    told = {name: value for name, value in told.items() if name != "errors" or value}
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    answer["Content-Language"] = get_language() or ""
    answer["Vary"] = "Accept-Language"
    answer["Cache-Control"] = "no-cache"
    return answer
