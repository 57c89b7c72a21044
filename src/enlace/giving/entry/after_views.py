"""Where a donor comes back to. The provider is asked what is true; of the donor nothing is shown but the amount."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.giving.donors.links import gift_of_token
from enlace.giving.entry.after import standing_of
from enlace.giving.entry.choice import query_of
from enlace.giving.models import FoundBy, Gift, Recipient
from enlace.giving.money.amounts import format_money
from enlace.giving.providers.face import NotAnswered
from enlace.giving.settling.asking_actions import ask_provider


@require_safe
@never_cache
def after(request: HttpRequest, token: str) -> HttpResponse:
    gift = gift_of_token(token)
    if gift is None:
        return page(request, "giving/after_over.html", status=404)
    gift, heard = _asked(gift)
    context = {
        "gift": gift,
        "standing": standing_of(gift, heard),
        "amount": format_money(gift.money, current_language(), short=True),
        "recipient": Recipient.objects.first(),
        "left": "left" in request.GET,
        "again": query_of(gift.rhythm, gift.money, gift.campaign.slug if gift.campaign else ""),
    }
    return page(request, "giving/after.html", context)


def _asked(gift: Gift) -> tuple[Gift, bool]:
    """Also whether the provider has answered. What is on record as received needs no question."""
    if gift.payments.exists():
        return gift, True
    try:
        return ask_provider(gift, found_by=FoundBy.RETURN), True
    except NotAnswered:
        return gift, False
