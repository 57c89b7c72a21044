"""An event says only that something changed: the provider is asked what is true, and that is written down."""

import logging
from datetime import datetime, timedelta

from django.db.models import F

from enlace.core.clock import now
from enlace.giving.models import FoundBy, Gift, ProviderEvent
from enlace.giving.providers.configured import provider_named
from enlace.giving.providers.face import Event, NotAnswered, is_key
from enlace.giving.settling.asking_actions import ask_provider

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)


def handle_event(event_id: int) -> bool:
    """Ask the provider about the gift that an event names, and write down what is true. Whether it is handled now.

    Done twice, it changes nothing the second time. A provider that does not answer is asked again later by the tick;
    so is one whose answer we do not understand, that events after it do not wait for it.
    """
    event = ProviderEvent.objects.filter(pk=event_id).first()
    if event is None or event.handled_at:
        return event is not None
    try:
        outcome = _handle(event)
    except Exception as error:
        if not isinstance(error, NotAnswered):
            log.exception("Event %s of %s could not be handled.", event.pk, event.provider)
        pause = min(FIRST_PAUSE * 2**event.attempts, LONGEST_PAUSE)
        again = {"attempts": F("attempts") + 1, "next_try_at": now() + pause}
        ProviderEvent.objects.filter(pk=event.pk).update(**again)
        return False
    ProviderEvent.objects.filter(pk=event.pk).update(handled_at=now(), outcome=outcome)
    return True


def _handle(event: ProviderEvent) -> str:
    """`settled`, `no_gift` for what is not about a gift of ours. Raises NotAnswered."""
    gift = gift_of_event(event)
    if gift is None:
        return "no_gift"
    if event.session and not gift.session:
        Gift.objects.filter(pk=gift.pk, session="").update(session=event.session)
    ask_provider(gift, found_by=FoundBy.EVENT)
    return "settled"


def gift_of_event(event: ProviderEvent) -> Gift | None:
    """By our key, else by what the provider calls it, else as the provider says when it is asked."""
    ours = Gift.objects.filter(provider=event.provider)
    for name in ("session", "subscription"):
        if (value := getattr(event, name)) and (found := ours.filter(**{name: value}).first()):
            return found
    key = event.key or _asked_for_key(event)
    return ours.filter(key=key).first() if is_key(key) else None


def _asked_for_key(event: ProviderEvent) -> str:
    provider = provider_named(event.provider)
    names = ("reference", "kind", "at", "key", "session", "subscription", "payment")
    return provider.gift_of(Event(**{name: getattr(event, name) for name in names}))


def handle_waiting_events(moment: datetime) -> int:
    """For the tick: what no worker has handled, or what could not be asked. The number handled.

    A provider that does not answer once is left alone until the next tick.
    """
    waiting = ProviderEvent.objects.waiting(moment).filter(received_at__lt=moment - FIRST_PAUSE).order_by("pk")
    count, silent = 0, set()
    for pk, provider in waiting.values_list("pk", "provider"):
        if provider not in silent:
            handled = handle_event(pk)
            count += handled
            if not handled:
                silent.add(provider)
    return count
