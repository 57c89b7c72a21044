from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enlace.core.languages import current_language
from enlace.core.pages import layout_for, page
from enlace.search.asking.address import as_suggested, asked_from
from enlace.search.asking.ask import ask
from enlace.search.asking.question import Answer
from enlace.search.forms import FilterForm, QuestionForm
from enlace.search.shown import Shown

SUGGESTED = 6


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    asked = asked_from(request.GET.dict(), current_language())
    answer = ask(asked.question, request.user) if asked.is_asked else Answer(asked.question)
    context = {
        "asked": asked,
        "answer": answer,
        "shown": Shown(asked, answer),
        "form": QuestionForm(asked),
        "filters": FilterForm(asked, answer),
        "layout": layout_for(request),
    }
    return _for_its_reader(request, page(request, "search/search.html", context), answer)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """The titles that fit what is typed so far, as a part of a page."""
    asked = asked_from(request.GET.dict(), current_language())
    question = as_suggested(asked, SUGGESTED)
    answer = ask(question, request.user) if question.text.strip() else Answer(question)
    return _for_its_reader(request, render(request, "search/suggest.html", {"asked": asked, "answer": answer}), answer)


def _for_its_reader(request: HttpRequest, response: HttpResponseBase, answer: Answer) -> HttpResponseBase:
    """What was found for one reader, or by an index that has not followed every change yet, is kept by nobody."""
    if request.user.is_authenticated or not answer.current:
        response["Cache-Control"] = "private, no-store"
    return response
