from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from enlace.commitments.dashboard.exports import commitment_facts, figures_facts, figures_table, over_time_table
from enlace.commitments.dashboard.figures import figures_of
from enlace.commitments.dashboard.forms import SelectionForm
from enlace.commitments.dashboard.over_time import quarters_of
from enlace.commitments.dashboard.records import shown_commitments
from enlace.commitments.dashboard.selection import Selection, selection_from
from enlace.commitments.dashboard.shown import ShownFigures, shown_time
from enlace.commitments.exchange.rules import can_import_commitments
from enlace.commitments.making.rules import can_add_commitment, can_record_commitment
from enlace.commitments.models import Commitment
from enlace.core.clock import today
from enlace.core.pages import layout_for, page

PER_PAGE, RECORDS_PER_PAGE = 50, 500


@require_safe
def commitments(request: HttpRequest) -> HttpResponseBase:
    selection = selection_from(request.GET.dict(), request.user)
    shown = ShownFigures(figures_of(selection))
    leaf = _leaf(request, selection, shown.figures.everything.counts.of(selection.asked.get("standing", "")), PER_PAGE)
    context = {
        "selection": selection,
        "form": SelectionForm(selection),
        "shown": shown,
        "time": shown_time(selection, quarters_of(selection)),
        "leaf": leaf,
        "commitments": shown_commitments(leaf, request.user),
        "page_query": f"{selection.query}&" if selection.query else "",
        "may_add": can_add_commitment(request.user),
        "may_record": can_record_commitment(request.user),
        "may_import": can_import_commitments(request.user),
        "layout": layout_for(request),
    }
    return page(request, "commitments/commitments.html", context)


@require_safe
def commitments_json(request: HttpRequest) -> HttpResponseBase:
    selection = selection_from(request.GET.dict(), request.user)
    leaf = _leaf(request, selection, selection.commitments().count(), RECORDS_PER_PAGE)
    absolute = request.build_absolute_uri
    rows = [commitment_facts(one, absolute) for one in shown_commitments(leaf, request.user)]
    answer = JsonResponse(rows, safe=False)
    if leaf.has_next():
        query = f"{selection.query}{'&' if selection.query else ''}page={leaf.next_page_number()}"
        answer["Link"] = f'<{absolute(f"{request.path}?{query}")}>; rel="next"'
    return answer


@require_safe
def figures_json(request: HttpRequest) -> HttpResponseBase:
    selection = selection_from(request.GET.dict(), request.user)
    facts = figures_facts(selection, figures_of(selection), quarters_of(selection), request.build_absolute_uri)
    return JsonResponse(facts)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    selection = selection_from(request.GET.dict(), request.user)
    return _csv(figures_table(selection, figures_of(selection), request.build_absolute_uri), "commitment-figures")


@require_safe
def over_time_csv(request: HttpRequest) -> HttpResponseBase:
    selection = selection_from(request.GET.dict(), request.user)
    illustrative = figures_of(selection).everything.counts.illustrative
    return _csv(over_time_table(selection, quarters_of(selection), illustrative), "commitments-over-time")


def _csv(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}-{today().isoformat()}.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _leaf(request: HttpRequest, selection: Selection, count: int, per_page: int) -> Page[Commitment]:
    """`count` is known already; the last page for a number beyond."""
    paginator = Paginator(selection.commitments().only("pk"), per_page)
    paginator.__dict__["count"] = count
    return paginator.get_page(request.GET.get("page"))
