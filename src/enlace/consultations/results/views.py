from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.priorities.rules import can_see_candidates
from enlace.consultations.results import actions
from enlace.consultations.results.forms import PublishResultForm, ResultTextForm
from enlace.consultations.results.mail import people_told
from enlace.consultations.results.queries import read_result, why_no_result
from enlace.consultations.results.rules import (
    can_change_result,
    can_export_result,
    can_publish_result,
    can_withdraw_result,
)
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


@require_safe
def result(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    consultation = found_consultation(request, consultation_id)
    read = read_result(consultation, request.user)
    if read is None:
        raise PermissionDenied(why_no_result(consultation, request.user))
    may = {
        "publish": can_publish_result(request.user, consultation),
        "change": can_change_result(request.user, consultation),
        "withdraw": can_withdraw_result(request.user, consultation),
        "polis": consultation.is_anonymous or can_export_result(request.user, consultation),
        "adopt": consultation.is_published and can_see_candidates(request.user, consultation),
    }
    context = {"consultation": consultation, "read": read, "shown": read.page, "working": read.working, "may": may}
    answer = page(request, "consultations/result.html", context | {"layout": layout_for(request)})
    if request.user.is_authenticated:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@login_required
def publish_result(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation = found_consultation(request, consultation_id)
    require(can_publish_result(request.user, consultation))
    form = PublishResultForm(consultation, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            people = actions.publish_result(consultation, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _published(people))
            return redirect("consultations:result", consultation.pk)
    context = {
        "consultation": consultation,
        "form": form,
        "people": len(people_told(consultation, consultation.audience)),
        "layout": layout_for(request),
    }
    return page(request, "consultations/publish_result.html", context)


def _published(people: int) -> str:
    if not people:
        return _("The result is published. Nobody is told by mail.")
    said = ngettext(
        "The result is published, and %(count)d person is told by mail.",
        "The result is published, and %(count)d people are told by mail.",
        people,
    )
    return said % {"count": people}


@login_required
def edit_result(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation = found_consultation(request, consultation_id)
    require(can_change_result(request.user, consultation))
    form = ResultTextForm(consultation.result, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.change_result(consultation, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Saved."))
        return redirect("consultations:result", consultation.pk)
    context = {"consultation": consultation, "form": form, "layout": layout_for(request)}
    return page(request, "consultations/edit_result.html", context)


@login_required
def withdraw_result(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation = found_consultation(request, consultation_id)
    require(can_withdraw_result(request.user, consultation))
    if request.method == "POST":
        actions.withdraw_result(consultation, by=request.user)
        messages.success(request, _("The result is withdrawn. The secretariat alone sees it now."))
        return redirect("consultations:result", consultation.pk)
    context = {"consultation": consultation, "layout": layout_for(request)}
    return page(request, "consultations/withdraw_result.html", context)
