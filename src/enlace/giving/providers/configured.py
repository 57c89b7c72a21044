"""Which providers are on: those whose keys are set. Nothing else switches one on."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import NotAnswered, Provider
from enlace.giving.providers.mercado_pago import MercadoPago
from enlace.giving.providers.sandbox import Sandbox
from enlace.giving.providers.stripe_checkout import StripeCheckout

BY_HAND = "hand"
"""What stands for the provider of a gift that came by bank transfer or cheque and was written down by the treasury."""


@cache
def _stripe(key: str, secret: str, address: str) -> Provider:
    return StripeCheckout(key, secret, address)


@cache
def _mercado_pago(token: str, secret: str, currency: str, address: str) -> Provider:
    return MercadoPago(token, secret, currency, address)


@cache
def _sandbox(address: str, key: str) -> Provider:
    return Sandbox(address, key)


def providers() -> Mapping[str, Provider]:
    """name → provider, in the order in which donors are offered them. A key without its webhook secret is not on."""
    found: list[Provider] = []
    if settings.STRIPE_KEY and settings.STRIPE_WEBHOOK_SECRET:
        found.append(_stripe(settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_ADDRESS))
    if settings.MERCADO_PAGO_TOKEN and settings.MERCADO_PAGO_WEBHOOK_SECRET and settings.MERCADO_PAGO_CURRENCY:
        found.append(
            _mercado_pago(
                settings.MERCADO_PAGO_TOKEN,
                settings.MERCADO_PAGO_WEBHOOK_SECRET,
                settings.MERCADO_PAGO_CURRENCY,
                settings.MERCADO_PAGO_ADDRESS,
            )
        )
    if settings.SANDBOX_ADDRESS:
        found.append(_sandbox(settings.SANDBOX_ADDRESS, settings.SANDBOX_KEY))
    return {one.name: one for one in found}


def provider_named(name: str) -> Provider:
    """The one that a gift was begun with. Raises NotAnswered for one that is not on any more."""
    found = providers().get(name)
    if found is None:
        raise NotAnswered(name)
    return found


def providers_for(money: Money, *, monthly: bool) -> list[Provider]:
    return [one for one in providers().values() if one.takes(money, monthly=monthly)]
