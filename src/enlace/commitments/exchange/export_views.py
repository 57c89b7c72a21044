from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from enlace.commitments.dashboard.selection import selection_from
from enlace.commitments.exchange.table_writing import commitments_table
from enlace.commitments.models import Commitment
from enlace.core.clock import today
from enlace.network.exchange.tables import MOST_ROWS

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def export_commitments(request: HttpRequest) -> HttpResponseBase:
    """`form` is `csv` or `xlsx`; more rows than a workbook is taken with come as CSV. Filters are those of the list."""
    selection = selection_from(request.GET.dict(), request.user)
    seen = selection.commitments() if selection.query else Commitment.objects.visible_to(request.user)
    form = "xlsx" if request.GET.get("form") == "xlsx" and seen.count() <= MOST_ROWS else "csv"
    name = f"commitments-{today().isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(commitments_table(seen, request.user, form), content_type=TYPES[form], headers=headers)
