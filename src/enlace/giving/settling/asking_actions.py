"""The truth is asked of the provider: when the donor comes back, when an event says that something changed, daily."""

from datetime import datetime

from enlace.giving.models import Gift
from enlace.giving.providers.configured import BY_HAND, provider_named, providers
from enlace.giving.providers.face import NotAnswered, Refused
from enlace.giving.settling.settling_actions import next_number, settle


def ask_provider(gift: Gift, *, found_by: str) -> Gift:
    """The gift after what its provider says of it. No transaction is open while it is asked. Raises NotAnswered."""
    if gift.provider == BY_HAND:
        return gift
    provider = provider_named(gift.provider)
    number = next_number(gift)
    gift.refresh_from_db()
    return settle(gift, provider.ask(gift.about), asked=number, found_by=found_by)


def end_what_must_end(moment: datetime) -> int:
    """For the tick: monthly gifts that somebody stopped, or that were refused too often, and that still go on."""
    count = 0
    for gift in Gift.objects.lasting().exclude(ended_by="").order_by("pk"):
        count += end_at_provider(gift)
    return count


def end_at_provider(gift: Gift) -> bool:
    """Whether it has ended now. What the provider does not answer is asked again by the next tick."""
    provider = providers().get(gift.provider)
    if provider is None:
        return False
    try:
        provider.cancel(gift.subscription, f"end:{gift.key}")
        return ask_provider(gift, found_by="event").ended_at is not None
    except (NotAnswered, Refused):
        return False
