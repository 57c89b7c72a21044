"""The list of one's state, an overview, what turned, the whole on one page to print, files; begin, close, remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.assessments import actions
from enlace.mechanisms.assessments.exports import FORMS
from enlace.mechanisms.assessments.forms import BeginForm
from enlace.mechanisms.assessments.queries import (
    compared,
    findings_of,
    last_before,
    overview_of,
    own_assessments,
)
from enlace.mechanisms.assessments.reading import found_assessment
from enlace.mechanisms.assessments.risk_factors import FACTORS, SOURCE
from enlace.mechanisms.assessments.rules import can_close_assessment, can_remove_assessment, can_save_finding


@require_safe
@login_required
def assessments(request: HttpRequest) -> HttpResponse:
    states = own_assessments(request.user)
    if not states:
        raise Http404
    return page(request, "mechanisms/assessments.html", {"states": states, "source": SOURCE.in_language()})


@login_required
def begin_assessment(request: HttpRequest) -> HttpResponse:
    states = {one.state.pk: one.state for one in own_assessments(request.user)}
    if not states:
        raise Http404
    given = {"data": request.POST} if request.method == "POST" else {}
    form = BeginForm(states=states, initial={"state": request.GET.get("state")}, **given)
    if form.is_valid():
        return redirect(actions.begin_assessment(form.state, by=request.user))
    return page(request, "mechanisms/begin_assessment.html", {"form": form, "source": SOURCE.in_language()})


@require_safe
@login_required
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    findings, last = findings_of(found), last_before(found)
    context = {
        "assessment": found,
        "overview": overview_of(findings),
        "last": last,
        "comparison": compared(findings, findings_of(last)),
        "may_write": can_save_finding(request.user, found),
        "forms": list(FORMS),
        "source": SOURCE.in_language(),
    }
    return page(request, "mechanisms/assessment.html", context)


@require_safe
@login_required
def assessment_comparison(request: HttpRequest, assessment_id: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    last = last_before(found)
    if last is None:
        raise Http404
    comparison = compared(findings_of(found), findings_of(last))
    context = {"assessment": found, "last": last, "comparison": comparison}
    return page(request, "mechanisms/assessment_comparison.html", context)


@require_safe
@login_required
def assessment_sheet(request: HttpRequest, assessment_id: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    findings = findings_of(found)
    factors = [(one, [(each, findings.get(each.code)) for each in one.indicators]) for one in FACTORS.values()]
    context = {"assessment": found, "factors": factors, "source": SOURCE.in_language()}
    return page(request, "mechanisms/assessment_sheet.html", context)


@require_safe
@login_required
def assessment_file(request: HttpRequest, assessment_id: int, form: str) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    if form not in FORMS:
        raise Http404
    written, content_type = FORMS[form]
    name = f'attachment; filename="self-assessment-{today().isoformat()}.{form}"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(written(found), content_type=content_type, headers=headers)


@login_required
def close_assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    require(can_close_assessment(request.user, found))
    wrong = ""
    if request.method == "POST":
        try:
            closed = actions.close_assessment(found, by=request.user)
        except ValidationError as error:
            wrong = error.messages[0]
        else:
            messages.success(request, _("The self-assessment is closed. It does not change any more."))
            return redirect(closed)
    context = {"assessment": found, "overview": overview_of(findings_of(found)), "wrong": wrong}
    return page(request, "mechanisms/close_assessment.html", context)


@login_required
def remove_assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    require(can_remove_assessment(request.user, found))
    if request.method == "POST":
        actions.remove_assessment(found, by=request.user)
        messages.success(request, _("The self-assessment is removed."))
        return redirect("mechanisms:assessments")
    return page(request, "mechanisms/remove_assessment.html", {"assessment": found})
