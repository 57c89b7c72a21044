"""The review of a draft: the states read it and make remarks, the secretariat settles them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.accounts.models import User
from enlace.core.form_errors import add_errors
from enlace.core.languages import languages
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.reports.models import Remark, Report
from enlace.reports.planning import actions, remark_actions, rules
from enlace.reports.planning.forms import RemarkForm, ReviewForm
from enlace.reports.planning.queries import planned_sections, title_of
from enlace.reports.planning.views import found_draft
from enlace.reports.shown import title_of_report


@login_required
def review(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """For the states: the draft, their remarks and a form for one more. For the secretariat: all remarks."""
    found = found_draft(request, report_id)
    sections = [one for one in planned_sections(found) if not one.section.left_out]
    states = State.objects.filter(pk__in=roles_of(request.user).states)
    may_remark = any(rules.can_make_remark(request.user, one, found) for one in states)
    form = RemarkForm(request.POST if request.method == "POST" else None, states, sections) if may_remark else None
    if form and form.is_valid() and isinstance(request.user, User) and _make_remark(found, form, request.user):
        messages.success(request, _("The secretariat has your remark."))
        return redirect("reports:review", found.pk)
    seen = Remark.objects.visible_to(request.user).filter(report=found).select_related("section", "state")
    context = {
        "report": found,
        "title": title_of_report(found),
        "form": form,
        "languages": languages(),
        "remarks": [(one, title_of(found, one.section) if one.section else None) for one in seen],
        "may_change": rules.can_change_report(request.user, found),
        "may_settle": rules.can_change_report(request.user, found),
        "may_end": rules.can_end_review(request.user, found),
    }
    return page(request, "reports/review.html", context)


def _make_remark(report: Report, form: RemarkForm, by: User) -> bool:
    """Whether it was made; if not, the form says why."""
    values = form.cleaned_data
    section = next((one for one in report.sections.all() if one.name == values["section"]), None)
    try:
        remark_actions.make_remark(report, values["state"], values["text"], by=by, section=section)
    except ValidationError as error:
        add_errors(form, error)
        return False
    return True


@login_required
def ask_review(request: HttpRequest, report_id: int) -> HttpResponseBase:
    found = found_draft(request, report_id)
    require(rules.can_ask_review(request.user, found), _("This draft is under review already."))
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.ask_review(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The states read the draft from now on; their workspace says so."))
            return redirect("reports:draft", found.pk)
    return page(request, "reports/ask_review.html", {"form": form, "report": found, "title": title_of_report(found)})


@login_required
@require_POST
def end_review(request: HttpRequest, report_id: int) -> HttpResponseBase:
    found = found_draft(request, report_id)
    actions.end_review(found, by=request.user)
    messages.success(request, _("The review is over. The remarks stay here."))
    return redirect("reports:draft", found.pk)


@login_required
@require_POST
def settle_remark(request: HttpRequest, remark_id: int) -> HttpResponseBase:
    remark = get_object_or_404(Remark.objects.visible_to(request.user), pk=remark_id)
    remark_actions.settle_remark(remark, by=request.user)
    return redirect("reports:review", remark.report_id)
