"""The order of sections, and which of them stand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.reports.models import ReportSection
from enlace.reports.planning import section_actions as actions
from enlace.reports.planning.forms import SectionForm
from enlace.reports.planning.queries import title_of
from enlace.reports.planning.rules import can_change_report, can_remove_report_section
from enlace.reports.planning.views import found_draft
from enlace.reports.shown import title_of_report


def found_section(request: HttpRequest, report_section_id: int) -> ReportSection:
    """Raises Http404 for a section that the reader does not see."""
    seen = ReportSection.objects.visible_to(request.user).select_related("report")
    return get_object_or_404(seen, pk=report_section_id)


@login_required
@require_POST
def move_report_section(request: HttpRequest, report_section_id: int) -> HttpResponseBase:
    section = found_section(request, report_section_id)
    way = request.POST.get("way")
    if way == "up":
        actions.move_report_section(section, "up", by=request.user)
    elif way == "down":
        actions.move_report_section(section, "down", by=request.user)
    else:
        raise Http404
    return _back(section)


@login_required
@require_POST
def leave_out_report_section(request: HttpRequest, report_section_id: int) -> HttpResponseBase:
    section = found_section(request, report_section_id)
    actions.leave_out_report_section(section, by=request.user)
    return _back(section)


@login_required
@require_POST
def put_back_report_section(request: HttpRequest, report_section_id: int) -> HttpResponseBase:
    section = found_section(request, report_section_id)
    actions.put_back_report_section(section, by=request.user)
    return _back(section)


def _back(section: ReportSection) -> HttpResponseBase:
    answer = redirect("reports:draft", section.report_id)
    answer["Location"] += f"#section-{section.pk}"
    return answer


@login_required
def add_report_section(request: HttpRequest, report_id: int) -> HttpResponseBase:
    report = found_draft(request, report_id)
    require(can_change_report(request.user, report))
    form = SectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            section = actions.add_report_section(report, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The section stands at the end. Move it to its place, and write it."))
            return _back(section)
    return page(
        request, "reports/add_report_section.html", {"form": form, "report": report, "title": title_of_report(report)}
    )


@login_required
def remove_report_section(request: HttpRequest, report_section_id: int) -> HttpResponseBase:
    section = found_section(request, report_section_id)
    require(
        can_remove_report_section(request.user, section),
        _("Every report of this kind has this section. You can leave it out instead."),
    )
    if request.method == "POST":
        actions.remove_report_section(section, by=request.user)
        messages.success(request, _("The section is removed."))
        return redirect("reports:draft", section.report_id)
    report = section.report
    context = {
        "section": section,
        "section_title": title_of(report, section),
        "report": report,
        "title": title_of_report(report),
    }
    return page(request, "reports/remove_report_section.html", context)
