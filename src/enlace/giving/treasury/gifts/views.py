from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.permission import require
from enlace.giving.donors.monthly_actions import stop_gift
from enlace.giving.donors.rules import can_stop_gift
from enlace.giving.models import Gift, Receipt
from enlace.giving.receipts.printed import receipt_name, receipt_pdf
from enlace.giving.treasury.gifts import actions
from enlace.giving.treasury.gifts.forms import RecordGiftForm, SelectionForm
from enlace.giving.treasury.gifts.queries import happened_to, payments_of
from enlace.giving.treasury.gifts.selection import lines_of, with_sums
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_export_gifts, can_read_gifts, can_record_gift, can_request_refund

LINES = 50


@require_safe
@login_required
def gifts(request: HttpRequest) -> HttpResponseBase:
    if not can_read_gifts(request.user):
        raise Http404
    form = SelectionForm(request.GET)
    found = with_sums(form.selection().of(Gift.objects.visible_to(request.user)))
    shown = Paginator(found.select_related("donor", "campaign"), LINES).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"{asked.urlencode()}&" if any(asked.values()) else ""
    context = {"form": form, "shown": shown, "lines": lines_of(list(shown)), "query": query}
    may = {"may_record": can_record_gift(request.user), "may_export": can_export_gifts(request.user)}
    return treasury_page(request, "gifts.html", context | may)


def _found(request: HttpRequest, gift_id: int) -> Gift:
    seen = Gift.objects.visible_to(request.user).select_related("donor", "campaign")
    return get_object_or_404(seen, pk=gift_id)


@require_safe
@login_required
def gift(request: HttpRequest, gift_id: int) -> HttpResponseBase:
    found = _found(request, gift_id)
    payments = payments_of(found)
    context = {
        "gift": found,
        "payments": [(one, can_request_refund(request.user, one)) for one in payments],
        "happened": happened_to(found, payments, request.user),
        "may_stop": can_stop_gift(request.user, found),
    }
    return treasury_page(request, "gift.html", context)


@require_safe
@login_required
def treasury_receipt(request: HttpRequest, receipt_id: int) -> HttpResponseBase:
    found = get_object_or_404(Receipt.objects.visible_to(request.user), pk=receipt_id)
    headers = {"Content-Disposition": f'inline; filename="{receipt_name(found)}"', "Cache-Control": "no-store"}
    return HttpResponse(receipt_pdf(found), content_type="application/pdf", headers=headers)


@login_required
def record_gift(request: HttpRequest) -> HttpResponseBase:
    require(can_record_gift(request.user))
    form = RecordGiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.record_gift(by=request.user, **form.facts())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The gift is recorded, with its receipt."))
            return redirect("giving:gift", made.pk)
    return treasury_page(request, "record_gift.html", {"form": form})


@login_required
def end_gift(request: HttpRequest, gift_id: int) -> HttpResponseBase:
    found = _found(request, gift_id)
    if request.method == "POST" and found.ended_by:
        return redirect("giving:gift", found.pk)
    require(can_stop_gift(request.user, found))
    if request.method == "POST":
        ended = stop_gift(found, by=request.user)
        later = _("It is written down that the gift ends. The provider has not answered yet and is asked again.")
        messages.success(request, _("The monthly gift has ended.") if ended.ended_at else later)
        return redirect("giving:gift", found.pk)
    return treasury_page(request, "end_gift.html", {"gift": found})
