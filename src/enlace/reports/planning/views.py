"""Drafts: begun, planned, previewed, removed."""

import json
from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.languages import language_codes, languages
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed
from enlace.reports.models import Report
from enlace.reports.planning import actions, rules
from enlace.reports.planning.drafting import draft_of
from enlace.reports.planning.forms import BeginForm
from enlace.reports.planning.gaps import gaps_of, unwritten
from enlace.reports.planning.queries import planned_sections
from enlace.reports.planning.subjects import free_subjects, is_public
from enlace.reports.shown import title_of_report


def found_report(request: HttpRequest, report_id: int) -> Report:
    """Raises Http404 for one that the reader does not see."""
    return get_object_or_404(Report.objects.visible_to(request.user), pk=report_id)


def found_draft(request: HttpRequest, report_id: int) -> Report:
    """Raises Http404 for a draft that the reader does not read."""
    report = found_report(request, report_id)
    if not rules.can_read_draft(request.user, report):
        raise Http404
    return report


def found_drawn(request: HttpRequest, report_id: int) -> Report:
    """A draft to be shown. Raises Http404, and PermissionDenied where what it is about is hidden by now."""
    report = found_draft(request, report_id)
    hidden = _("What this report is about is not public any more. Nothing can be drawn from it until it is again.")
    require(is_public(report), hidden)
    return report


@login_required
def begin_report(request: HttpRequest) -> HttpResponseBase:
    require(rules.can_begin_report(request.user))
    form = BeginForm(request.POST if request.method == "POST" else None, free_subjects())
    if form.is_valid():
        try:
            begun = actions.begin_report(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect("reports:draft", begun.pk)
    return page(request, "reports/begin_report.html", {"form": form, "subjects": form.subjects})


@login_required
@require_safe
def draft(request: HttpRequest, report_id: int) -> HttpResponseBase:
    found = found_draft(request, report_id)
    if not rules.can_change_report(request.user, found):
        return redirect("reports:review", found.pk)
    context = {
        "report": found,
        "title": title_of_report(found),
        "sections": planned_sections(found),
        "gaps": gaps_of(found),
        "unwritten": {one.pk for one in unwritten(found)},
        "languages": languages(),
        "editions": found.editions.all(),
        "open_remarks": found.remarks.open().count(),
        "may_remove": rules.can_remove_report(request.user, found),
    }
    return page(request, "reports/draft.html", context)


@login_required
@require_safe
def preview(request: HttpRequest, report_id: int, language: str) -> HttpResponseBase:
    found = found_drawn(request, report_id)
    if language not in language_codes():
        raise Http404
    with override(language):
        drafted = draft_of(found)
    context = {
        "report": found,
        "title": title_of_report(found),
        "document": drafted.document,
        "photos": drafted.addresses(),
        "languages": languages(),
        "may_change": rules.can_change_report(request.user, found),
    }
    return page(request, "reports/preview.html", context)


@login_required
@require_safe
def draft_file(request: HttpRequest, report_id: int, language: str, form: str) -> HttpResponse:
    """`form`: pdf, html or json."""
    found = found_drawn(request, report_id)
    if language not in language_codes() or form not in TYPES:
        raise Http404
    with override(language):
        drafted = draft_of(found)
        if form == "pdf":
            at = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
            content: bytes | str = printed(drafted.document, drafted.pictures, at=at)
        elif form == "html":
            content = standing_page(drafted.document, drafted.pictures)
        else:
            content = json.dumps(drafted.document.as_data(), ensure_ascii=False, indent=1)
    ways = "inline" if form == "pdf" else "attachment"
    name = f"{_('draft')}-{found.kind}-{found.pk}-{language}.{form}"
    headers = {"Content-Disposition": f'{ways}; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


@login_required
def remove_report(request: HttpRequest, report_id: int) -> HttpResponseBase:
    found = found_report(request, report_id)
    require(
        rules.can_remove_report(request.user, found),
        _("An edition of this report was frozen: it cannot be removed any more."),
    )
    if request.method == "POST":
        actions.remove_report(found, by=request.user)
        messages.success(request, _("The report is removed."))
        return redirect("reports:reports")
    return page(request, "reports/remove_report.html", {"report": found, "title": title_of_report(found)})
