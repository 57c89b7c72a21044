from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.permission import require
from enlace.giving.models import Rate
from enlace.giving.parties import THE_TREASURY
from enlace.giving.treasury.books import rate_actions
from enlace.giving.treasury.books.export_actions import export_gifts
from enlace.giving.treasury.books.exports import as_csv, as_xlsx
from enlace.giving.treasury.books.forms import RateForm, SpanForm, TotalsForm
from enlace.giving.treasury.books.queries import (
    Converted,
    converted_sums,
    sums_by_campaign,
    sums_by_month,
    sums_by_year,
    sums_of_year,
)
from enlace.giving.treasury.books.words import named_by_campaign, named_by_month, named_by_year
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_export_gifts, can_keep_rates, can_see_totals

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@login_required
def totals(request: HttpRequest) -> HttpResponseBase:
    user = request.user
    if not can_see_totals(user):
        raise Http404
    form = TotalsForm(request.GET)
    year, into = form.asked()
    if year:
        groups = [
            (_("By month"), _("Month"), named_by_month(sums_by_month(year, user))),
            (_("By campaign"), _("Campaign"), named_by_campaign(sums_by_campaign(year, user))),
        ]
    else:
        groups = [(_("By year"), _("Year"), named_by_year(sums_by_year(user)))]
    context: dict[str, object] = {
        "form": form,
        "year": year,
        "into": into,
        "groups": groups,
        "sees_all": THE_TREASURY.holds(user),
    }
    context |= _year_totals(request, year, into) if year else {}
    may = {"may_export": can_export_gifts(user), "may_keep_rates": can_keep_rates(user), "span": SpanForm()}
    return treasury_page(request, "totals.html", context | may)


def _year_totals(request: HttpRequest, year: int, into: str) -> dict[str, object]:
    day = min(date(year, 12, 31), today())
    sums = sums_of_year(year, request.user)
    found = converted_sums(sums, into, day) if into else [Converted(one) for one in sums]
    known = [one.money for one in found if one.money is not None]
    whole = sum((one for one in known[1:]), known[0]) if into and known and len(known) == len(found) else None
    return {"of_year": found, "whole": whole, "rate_day": day}


@require_safe
@login_required
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    require(can_export_gifts(request.user))
    span = SpanForm(request.GET)
    if form not in FORMS or not span.is_valid():
        raise Http404
    year, month = span.cleaned_data["year"], span.cleaned_data["month"]
    written, content_type = FORMS[form]
    content = written(export_gifts(year, month, form, by=request.user))
    name = f"gifts-{year}-{month:02d}.{form}" if month else f"gifts-{year}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_safe
@login_required
def rates(request: HttpRequest) -> HttpResponseBase:
    if not can_see_totals(request.user):
        raise Http404
    shown = Rate.objects.visible_to(request.user)
    return treasury_page(request, "rates.html", {"rates": shown, "may_keep": can_keep_rates(request.user)})


@login_required
def add_rate(request: HttpRequest) -> HttpResponseBase:
    return _rate_form(request, None)


@login_required
def change_rate(request: HttpRequest, rate_id: int) -> HttpResponseBase:
    return _rate_form(request, get_object_or_404(Rate.objects.visible_to(request.user), pk=rate_id))


def _rate_form(request: HttpRequest, found: Rate | None) -> HttpResponseBase:
    require(can_keep_rates(request.user))
    form = RateForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            rate_actions.record_rate(found, by=request.user, **form.facts())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("giving:rates")
    return treasury_page(request, "rate_form.html", {"form": form, "rate": found})


@login_required
def remove_rate(request: HttpRequest, rate_id: int) -> HttpResponseBase:
    found = get_object_or_404(Rate.objects.visible_to(request.user), pk=rate_id)
    require(can_keep_rates(request.user))
    if request.method == "POST":
        rate_actions.remove_rate(found, by=request.user)
        messages.success(request, _("The rate is removed."))
        return redirect("giving:rates")
    return treasury_page(request, "remove_rate.html", {"rate": found})
