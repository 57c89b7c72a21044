"""Editions: what everybody reads of them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from enlace.core.pages import layout_for, page
from enlace.reports.document.lists import LABELS
from enlace.reports.document.page import standing_page
from enlace.reports.document.schema import schema
from enlace.reports.editions import rules
from enlace.reports.editions.exports import columns_of, list_csv, lists_of
from enlace.reports.editions.queries import shown_edition, shown_reports
from enlace.reports.editions.rebuilding import pictures_of
from enlace.reports.models import EditionText, Report, ReportEdition, ReportKind
from enlace.reports.planning.rules import can_begin_report, can_read_draft


def found_edition(request: HttpRequest, report_id: int, number: int) -> ReportEdition:
    """Raises Http404 for an edition that the reader does not see."""
    seen = ReportEdition.objects.visible_to(request.user).select_related("report")
    return get_object_or_404(seen, report__in=Report.objects.filter(pk=report_id), number=number)


@require_safe
def reports(request: HttpRequest) -> HttpResponseBase:
    shown = shown_reports(request.user)
    context = {
        "groups": [(ReportKind(kind), found) for kind, found in shown.items() if found],
        "may_begin": can_begin_report(request.user),
        "layout": layout_for(request),
    }
    return page(request, "reports/reports.html", context)


@require_safe
def report_schema(request: HttpRequest) -> HttpResponse:
    """Of the data of every report (`edition_file` as json)."""
    return JsonResponse(schema(), json_dumps_params={"indent": 1})


@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Its newest published edition; where there is none yet, the draft, for who reads it."""
    found = get_object_or_404(Report.objects.visible_to(request.user), pk=report_id)
    newest = found.editions.published().order_by("-number").first()
    if newest is None:
        return redirect("reports:draft", found.pk)
    return _edition_page(request, newest)


@require_safe
def edition(request: HttpRequest, report_id: int, number: int) -> HttpResponseBase:
    return _edition_page(request, found_edition(request, report_id, number))


def _edition_page(request: HttpRequest, found: ReportEdition) -> HttpResponseBase:
    shown = shown_edition(found)
    context = {
        "report": found.report,
        "edition": found,
        "shown": shown,
        "document": shown.document,
        "photos": shown.photos,
        "lists": lists_of(shown.document),
        "editions": ReportEdition.objects.visible_to(request.user).filter(report=found.report),
        "may_publish": rules.can_publish_edition(request.user, found),
        "may_read_draft": can_read_draft(request.user, found.report),
        "layout": layout_for(request),
    }
    return page(request, "reports/edition.html", context)


@require_safe
def edition_file(request: HttpRequest, report_id: int, number: int, language: str, form: str) -> HttpResponse:
    """`form`: html or json. The PDF has an address of its own among the files."""
    text = _text(found_edition(request, report_id, number), language)
    if form == "json":
        content, kind = text.data, "application/json"
    elif form == "html":
        content, kind = standing_page(text.document(), pictures_of(text)), "text/html; charset=utf-8"
    else:
        raise Http404
    name = text.pdf.name.removesuffix(".pdf")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _text(found: ReportEdition, language: str) -> EditionText:
    return get_object_or_404(found.texts.select_related("pdf", "edition"), language=language)


@require_safe
def records(request: HttpRequest, report_id: int, number: int, record_list: str) -> HttpResponseBase:
    """Records of an edition as they were when it was frozen, or its figures."""
    found = found_edition(request, report_id, number)
    shown = shown_edition(found)
    rows = lists_of(shown.document).get(record_list)
    if rows is None:
        raise Http404
    context = {
        "report": found.report,
        "edition": found,
        "shown": shown,
        "name": record_list,
        "label": next(
            (one.label for one in shown.document.sources if one.data == record_list),
            LABELS.get(record_list, record_list),
        ),
        "columns": columns_of(rows),
        "rows": rows,
        "layout": layout_for(request),
    }
    return page(request, "reports/records.html", context)


@require_safe
def records_file(request: HttpRequest, report_id: int, number: int, record_list: str) -> HttpResponse:
    shown = shown_edition(found_edition(request, report_id, number))
    rows = lists_of(shown.document).get(record_list)
    if rows is None:
        raise Http404
    file = f"{shown.text.pdf.name.removesuffix('.pdf')}-{record_list}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(list_csv(record_list, rows), content_type="text/csv; charset=utf-8", headers=headers)
