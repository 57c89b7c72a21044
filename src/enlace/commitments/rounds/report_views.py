"""The report of a round: as a page, and to take along."""

import json

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.exports import report_table, report_written
from enlace.commitments.rounds.queries import meeting_of, shown_round
from enlace.commitments.rounds.readers import found_round
from enlace.commitments.rounds.report import Report, report_for
from enlace.core.pages import layout_for, page


@require_safe
def round_report(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    user = request.user
    if not user.is_authenticated and not ReviewRound.objects.visible_to(user).filter(pk=review_round_id).exists():
        return redirect_to_login(request.get_full_path())
    found, report = _read(request, review_round_id)
    context = {
        "round": found,
        "shown": shown_round(found, user),
        "meeting": meeting_of(found, user),
        "report": report,
        "layout": layout_for(request),
    }
    return page(request, "commitments/round_report.html", context)


@require_safe
def round_report_csv(request: HttpRequest, review_round_id: int) -> HttpResponse:
    found, report = _read(request, review_round_id)
    data = report_table(found, report, request.build_absolute_uri)
    return _file(request, found, report, data, "csv", "text/csv; charset=utf-8")


@require_safe
def round_report_json(request: HttpRequest, review_round_id: int) -> HttpResponse:
    found, report = _read(request, review_round_id)
    data = json.dumps(report_written(found, report, request.build_absolute_uri), ensure_ascii=False, indent=1).encode()
    return _file(request, found, report, data, "json", "application/json")


def _read(request: HttpRequest, review_round_id: int) -> tuple[ReviewRound, Report]:
    found = found_round(request, review_round_id)
    report = report_for(found, request.user)
    if report is None:
        raise PermissionDenied(_why_none(found))
    return found, report


def _why_none(review_round: ReviewRound) -> str:
    if review_round.closed_at is None:
        return _("The report of this round can be read once it is closed.")
    return _("The report of this round is for fewer readers.")


def _file(
    request: HttpRequest, review_round: ReviewRound, report: Report, data: bytes, end: str, kind: str
) -> HttpResponse:
    """Its name says where it is illustrative. What is for some readers alone is kept nowhere on the way."""
    mark = "-illustrative" if review_round.illustrative or report.illustrative else ""
    headers = {
        "Content-Disposition": f'attachment; filename="round-{review_round.pk}-report{mark}.{end}"',
        "X-Content-Type-Options": "nosniff",
    }
    if request.user.is_authenticated:
        headers["Cache-Control"] = "no-store"
    return HttpResponse(data, content_type=kind, headers=headers)
