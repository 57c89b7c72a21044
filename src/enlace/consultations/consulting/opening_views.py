from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.consulting import opening_actions as actions
from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.consulting.readiness import readiness
from enlace.consultations.consulting.rules import (
    can_close_consultation,
    can_open_consultation,
    can_take_back_consultation,
)
from enlace.consultations.consulting.terms import promises, who_answers, who_reads_result
from enlace.core.clock import today
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def open_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_open_consultation(request.user, found))
    if request.method == "POST":
        try:
            people = actions.open_consultation(found, by=request.user)
        except ValidationError:
            messages.error(request, _("It is not open: see below what is missing."))
        else:
            messages.success(request, _opened(people, ahead=found.opens_on > today()))
            return redirect(found)
    context = {
        "consultation": found,
        "readiness": readiness(found),
        "who": who_answers(found),
        "promises": promises(found),
        "readers": who_reads_result(found),
        "opens_on": max(found.opens_on, today()),
        "opens_later": found.opens_on > today(),
    }
    return page(request, "consultations/open_consultation.html", context)


def _opened(people: int, *, ahead: bool) -> str:
    if ahead:
        return _("It opens by itself on its first day. Those who have a voice are told by mail then.")
    said = ngettext(
        "The consultation is open. %(count)d person is told by mail.",
        "The consultation is open. %(count)d people are told by mail.",
        people,
    )
    return said % {"count": people}


@login_required
def take_back_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_take_back_consultation(request.user, found))
    if request.method == "POST":
        people = actions.take_back_consultation(found, by=request.user)
        said = ngettext(
            "The consultation is a draft again. %(count)d person is told by mail.",
            "The consultation is a draft again. %(count)d people are told by mail.",
            people,
        )
        messages.success(request, said % {"count": people})
        return redirect(found)
    return page(request, "consultations/take_back_consultation.html", {"consultation": found})


@login_required
def close_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_close_consultation(request.user, found))
    if request.method == "POST":
        actions.close_consultation(found, by=request.user)
        messages.success(request, _("The consultation is closed. Its result can be read and published."))
        return redirect(found)
    return page(request, "consultations/close_consultation.html", {"consultation": found})
