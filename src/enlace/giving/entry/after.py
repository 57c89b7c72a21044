"""How a gift stands when its donor comes back from the provider."""

from enlace.giving.models import Gift


def standing_of(gift: Gift, heard: bool) -> str:
    """`received`, `waiting`, `unheard` (`heard` is whether the provider has answered), `refused` (a card was, and the
    page can still be paid), `open` (nothing happened yet) or `closed` (the page cannot be paid any more)."""
    if gift.payments.exists():
        return "received"
    if not heard:
        return "unheard"
    if gift.waiting or gift.subscription:
        return "waiting"
    if gift.closed_at or not gift.address:
        return "closed"
    return "refused" if gift.refusals else "open"
