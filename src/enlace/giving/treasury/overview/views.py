from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from enlace.core.clock import now, today
from enlace.giving.treasury.books.queries import sums_of_year
from enlace.giving.treasury.overview.queries import monthly_sums, needs_at, provider_lines
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_read_gifts, can_record_gift


@require_safe
@login_required
def treasury(request: HttpRequest) -> HttpResponseBase:
    if not can_read_gifts(request.user):
        raise Http404
    context = {
        "year": today().year,
        "sums": sums_of_year(today().year, request.user),
        "monthly": monthly_sums(),
        "needs": needs_at(now()),
        "providers": provider_lines(),
        "may_record": can_record_gift(request.user),
    }
    return treasury_page(request, "overview.html", context)
