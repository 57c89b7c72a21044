"""What providers tell us: checked, kept, and only then answered; it is handled in the background."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from enlace.core.clock import now
from enlace.giving.models import ProviderEvent, RefusedCall
from enlace.giving.providers.face import Event, NotBelieved, Provider
from enlace.giving.settling.tasks import handle_in_background

KEPT_FOR = timedelta(days=400)
log = logging.getLogger(__name__)


def take_event(provider: Provider, body: bytes, headers: Mapping[str, str], query: Mapping[str, str]) -> ProviderEvent:
    """Keep an event; told again it is the same row. Raises NotBelieved, and counts that, changing nothing else."""
    try:
        event = provider.read_event(body, headers, query, now())
    except NotBelieved as refusal:
        count_refused(provider.name, refusal.reason)
        log.warning("A call in the name of %s was refused (%s).", provider.name, refusal.reason)
        raise
    with transaction.atomic():
        kept, new = ProviderEvent.objects.get_or_create(
            provider=provider.name, reference=event.reference, defaults=_facts(event)
        )
        if new:
            handle_in_background.enqueue(kept.pk)
    return kept


def _facts(event: Event) -> dict[str, object]:
    longest = {"kind": 100, "key": 64, "session": 255, "subscription": 255, "payment": 255}
    return {name: getattr(event, name)[:most] for name, most in longest.items()} | {"at": event.at}


def count_refused(provider: str, reason: str) -> None:
    hour = now().replace(minute=0, second=0, microsecond=0)
    row, _new = RefusedCall.objects.get_or_create(provider=provider, reason=reason, hour=hour)
    RefusedCall.objects.filter(pk=row.pk).update(amount=F("amount") + 1)


def forget_old_events(moment: datetime) -> int:
    """For the tick: handled events, and counts of refused calls, that nobody asks about any more."""
    before = moment - KEPT_FOR
    events, _by_model = ProviderEvent.objects.filter(handled_at__lt=before).delete()
    refused, _by_model = RefusedCall.objects.filter(hour__lt=before).delete()
    return events + refused
