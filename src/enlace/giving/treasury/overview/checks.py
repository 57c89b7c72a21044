"""What `./enlace doctor` says of giving."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from enlace.core.clock import now
from enlace.core.findings import Finding
from enlace.giving.models import Gift, Offer, ProviderEvent, Recipient, Reconciliation
from enlace.giving.providers.configured import providers

OLD = timedelta(days=2)
PAIRS = (
    ("Stripe", "STRIPE_KEY", "STRIPE_WEBHOOK_SECRET"),
    ("Mercado Pago", "MERCADO_PAGO_TOKEN", "MERCADO_PAGO_WEBHOOK_SECRET"),
    ("Mercado Pago", "MERCADO_PAGO_TOKEN", "MERCADO_PAGO_CURRENCY"),
)


def check_giving() -> Iterator[Finding]:
    yield from _half_configured()
    names = list(providers())
    if not names:
        yield Finding("ok", "No payment provider is on: gifts are recorded by hand alone.")
        return
    yield Finding("ok", f"Gifts are taken by: {', '.join(names)}.")
    if not Recipient.objects.exists():
        yield Finding("bad", "Nobody is written down as the recipient of gifts. The treasurer sets it up.")
    if not Offer.objects.offered().exists():
        yield Finding("bad", "No currency is offered for gifts. The treasurer sets one up.")
    for name in names:
        yield from _of_provider(name)


def _half_configured() -> Iterator[Finding]:
    for label, key, other in PAIRS:
        if bool(getattr(settings, key)) != bool(getattr(settings, other)):
            yield Finding("bad", f"{label} is off: of ENLACE_{key} and ENLACE_{other} only one is set.")


def _of_provider(name: str) -> Iterator[Finding]:
    gifts = Gift.objects.filter(provider=name, illustrative=False)
    if not gifts.exists():
        return
    paid = gifts.filter(payments__isnull=False).exists()
    if paid and not ProviderEvent.objects.filter(provider=name).exists():
        yield Finding("warn", f"{name} has never called /giving/events/{name}. Set its webhook; see the docs.")
    last = Reconciliation.objects.filter(provider=name).exclude(ended_at=None).first()
    if last is None or last.at < now() - OLD:
        yield Finding("warn", f"The books of {name} were not compared for two days. Run: ./enlace reconcile-gifts")
