from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.permission import require
from enlace.giving.models import Payment, Refund
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.refunds import actions
from enlace.giving.treasury.refunds.forms import CompleteForm, DeclineForm, RefundForm
from enlace.giving.treasury.refunds.queries import offices_of
from enlace.giving.treasury.refunds.sending_actions import send_refund
from enlace.giving.treasury.rules import (
    can_approve_refund,
    can_complete_refund,
    can_decline_refund,
    can_read_gifts,
    can_request_refund,
)

LINES = 50


def _found(request: HttpRequest, refund_id: int) -> Refund:
    near = ("payment__gift", "payment__receipt")
    seen = Refund.objects.visible_to(request.user).select_related(*near)
    found: Refund = get_object_or_404(seen, pk=refund_id)
    return found


@require_safe
@login_required
def refunds(request: HttpRequest) -> HttpResponseBase:
    """Those that wait for somebody come first."""
    if not can_read_gifts(request.user):
        raise Http404
    seen = Refund.objects.visible_to(request.user).select_related("payment__gift", "payment__receipt")
    waiting = seen.filter(done_at=None, declined_at=None).order_by("pk")
    others = seen.exclude(done_at=None, declined_at=None)
    shown = Paginator(others, LINES).get_page(request.GET.get("page"))
    return treasury_page(request, "refunds.html", {"waiting": waiting, "shown": shown})


@require_safe
@login_required
def refund(request: HttpRequest, refund_id: int) -> HttpResponseBase:
    found = _found(request, refund_id)
    return treasury_page(request, "refund.html", _context(request, found))


def _context(request: HttpRequest, found: Refund) -> dict[str, object]:
    user = request.user
    return {
        "refund": found,
        "offices": offices_of(found, user),
        "may_approve": can_approve_refund(user, found),
        "may_decline": can_decline_refund(user, found),
        "may_complete": can_complete_refund(user, found),
        "may_ask_again": bool(found.failed) and can_request_refund(user, found.payment),
        "decline_form": DeclineForm(),
        "complete_form": CompleteForm(),
    }


@login_required
def request_refund(request: HttpRequest, payment_id: int) -> HttpResponseBase:
    seen = Payment.objects.visible_to(request.user).select_related("gift", "receipt")
    payment = get_object_or_404(seen, pk=payment_id)
    form = RefundForm(request.POST if request.method == "POST" else None, payment)
    known = Refund.objects.filter(payment=payment, key=form.cleaned_data["key"]).first() if form.is_valid() else None
    require(known is not None or can_request_refund(request.user, payment))
    if form.is_valid():
        try:
            made = actions.request_refund(payment, by=request.user, **form.facts())
        except ValidationError as error:
            add_errors(form, error)
        else:
            _tell(request, send_refund(made))
            return redirect("giving:refund", made.pk)
    return treasury_page(request, "request_refund.html", {"payment": payment, "form": form})


def _tell(request: HttpRequest, made: Refund) -> None:
    told = {
        "asked": _("The refund is asked for. It is sent as soon as a second person of the treasury approves it."),
        "sent": _("The refund is approved and on its way."),
        "done": _("The money is given back."),
    }
    if made.standing in told:
        messages.success(request, told[made.standing])


@require_POST
@login_required
def approve_refund(request: HttpRequest, refund_id: int) -> HttpResponseBase:
    found = _found(request, refund_id)
    if found.standing == "asked":
        _tell(request, send_refund(actions.approve_refund(found, by=request.user)))
    return redirect("giving:refund", found.pk)


@login_required
def decline_refund(request: HttpRequest, refund_id: int) -> HttpResponseBase:
    found = _found(request, refund_id)
    require(can_decline_refund(request.user, found))
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        actions.decline_refund(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The refund is declined; nothing is given back."))
        return redirect("giving:refund", found.pk)
    return treasury_page(request, "refund.html", _context(request, found) | {"decline_form": form})


@login_required
def complete_refund(request: HttpRequest, refund_id: int) -> HttpResponseBase:
    found = _found(request, refund_id)
    require(can_complete_refund(request.user, found))
    form = CompleteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.complete_refund(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The money is given back."))
            return redirect("giving:refund", found.pk)
    return treasury_page(request, "refund.html", _context(request, found) | {"complete_form": form})
