"""How the pages of the treasury write amounts, standings and reasons."""

from decimal import Decimal

from django import template

from enlace.core.languages import current_language
from enlace.giving.models import Gift, Refund
from enlace.giving.money.amounts import Money, format_money
from enlace.giving.providers.labels import provider_label
from enlace.giving.treasury.gifts import words as gift_words
from enlace.giving.treasury.refunds import words as refund_words
from enlace.giving.treasury.typed_amounts import written_rate
from enlace.network.states import state_name

register = template.Library()


@register.filter
def money(amount: Money) -> str:
    return format_money(amount, current_language())


@register.filter
def minor(amount: int, currency: str) -> str:
    """An amount in minor units: `{{ 2500|minor:"USD" }}`."""
    return format_money(Money(amount, currency), current_language(), short=True)


@register.filter
def rate(value: Decimal) -> str:
    return written_rate(value)


@register.filter
def gift_standing(gift: Gift) -> str:
    return gift_words.standing_in_words(gift)


@register.filter
def refund_standing(refund: Refund) -> str:
    return refund_words.standing_in_words(refund)


@register.filter
def why_failed(refund: Refund) -> str:
    return refund_words.failure_in_words(refund.failed)


@register.filter
def provider(name: str) -> str:
    return provider_label(name)


@register.filter
def country(code: str) -> str:
    return state_name(code, current_language()) if code else ""
