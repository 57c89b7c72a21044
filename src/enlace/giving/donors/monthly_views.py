"""What a donor does with a monthly gift."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.giving.donors import monthly_actions
from enlace.giving.donors.forms import GiftAmountForm
from enlace.giving.donors.rules import (
    can_change_gift_amount,
    can_change_gift_card,
    can_pause_gift,
    can_resume_gift,
    can_stop_gift,
)
from enlace.giving.donors.standing import standing_in_words
from enlace.giving.donors.visiting import Visit, by_link
from enlace.giving.models import Gift
from enlace.giving.money.amounts import format_money
from enlace.giving.providers.face import NotAnswered, Refused


@by_link
def mine_stop(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    gift = _gift(visit, gift_id)
    if not can_stop_gift(visit.by, gift, visit.holder):
        return _as_it_stands(request, visit, gift)
    if request.method == "POST":
        stopped = monthly_actions.stop_gift(gift, by=visit.by, holder=visit.holder)
        return _as_it_stands(request, visit, stopped)
    return page(request, "giving/mine_stop.html", _context(visit, gift))


@by_link
def mine_pause(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    gift = _gift(visit, gift_id)
    if request.method != "POST" or not can_pause_gift(visit.by, gift, visit.holder):
        return _as_it_stands(request, visit, gift)
    return _tried(request, visit, lambda: monthly_actions.pause_gift(gift, by=visit.by, holder=visit.holder))


@by_link
def mine_resume(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    gift = _gift(visit, gift_id)
    if request.method != "POST" or not can_resume_gift(visit.by, gift, visit.holder):
        return _as_it_stands(request, visit, gift)
    return _tried(request, visit, lambda: monthly_actions.resume_gift(gift, by=visit.by, holder=visit.holder))


@by_link
def mine_amount(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    gift = _gift(visit, gift_id)
    if not can_change_gift_amount(visit.by, gift, visit.holder):
        return _as_it_stands(request, visit, gift)
    form = GiftAmountForm(request.POST if request.method == "POST" else None, gift)
    if form.is_valid():
        money = form.cleaned_data["amount"]
        try:
            monthly_actions.change_gift_amount(gift, money, by=visit.by, holder=visit.holder)
            words = {"amount": format_money(money, current_language(), short=True)}
            messages.success(request, _("From the next payment on it is %(amount)s each month.") % words)
            return redirect(visit.address())
        except (ValidationError, NotAnswered, Refused) as error:
            add_errors(form, error if isinstance(error, ValidationError) else ValidationError(_sentence(error)))
    return page(request, "giving/mine_amount.html", _context(visit, gift) | {"form": form})


@by_link
def mine_card(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    """Leads to the provider's page by a link: the policy of our pages lets no form be sent to another host."""
    gift = _gift(visit, gift_id)
    if not can_change_gift_card(visit.by, gift, visit.holder):
        return _as_it_stands(request, visit, gift)
    back = settings.BASE_URL + visit.address()
    try:
        address = monthly_actions.open_card_page(gift, back, current_language(), by=visit.by, holder=visit.holder)
    except (NotAnswered, Refused) as error:
        messages.warning(request, _sentence(error))
        return redirect(visit.address())
    return redirect(address)


def _gift(visit: Visit, gift_id: int) -> Gift:
    return get_object_or_404(Gift.objects.filter(donor=visit.donor).select_related("campaign"), pk=gift_id)


def _context(visit: Visit, gift: Gift) -> dict[str, object]:
    return {
        "token": visit.token,
        "gift": gift,
        "amount": format_money(gift.money_now, current_language(), short=True),
        "standing": standing_in_words(gift, current_language(), today()),
    }


def _tried(request: HttpRequest, visit: Visit, change: Callable[[], Gift]) -> HttpResponse:
    try:
        return _as_it_stands(request, visit, change())
    except (NotAnswered, Refused) as error:
        messages.warning(request, _sentence(error))
        return redirect(visit.address())


def _as_it_stands(request: HttpRequest, visit: Visit, gift: Gift) -> HttpResponse:
    """Back to the page, which says how the gift stands now: also to who pressed twice, or came from an old page."""
    messages.success(request, standing_in_words(gift, current_language(), today()) or _("This gift is not monthly."))
    return redirect(visit.address())


def _sentence(error: NotAnswered | Refused) -> str:
    if isinstance(error, Refused):
        return _("The payment provider refuses this, so nothing was changed. Please write to us.")
    return _(
        "The payment provider does not answer now, so we cannot say whether this was done. Please look at this page "
        "again in some minutes; if nothing has changed, try again."
    )
