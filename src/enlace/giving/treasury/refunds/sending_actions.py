"""An approved refund is sent to the provider, outside any transaction, under a key by which it is done only once."""

import logging
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from enlace.accounts.actions import record
from enlace.giving.models import Payment, Refund
from enlace.giving.providers.configured import BY_HAND, providers
from enlace.giving.providers.face import GivenBack, NotAnswered, Refused
from enlace.giving.settling.settling_actions import record_given_back

log = logging.getLogger(__name__)


def send_refund(refund: Refund) -> Refund:
    """The refund as it stands then: `done`, `failed`, or still `sent` where the provider did not answer.

    Sent again, it has the same key, so that the provider gives back once; the tick repeats what was not answered.
    """
    refund = Refund.objects.select_related("payment").get(pk=refund.pk)
    provider = providers().get(refund.payment.provider)
    if refund.standing != "sent" or provider is None:
        return refund
    try:
        told = provider.give_back(refund.payment.reference, refund.money, str(refund.key))
    except NotAnswered:
        log.warning("%s did not answer about refund %s; it is asked again.", provider.name, refund.pk)
    except Refused as refusal:
        _write_failed(refund, refusal.reason)
    else:
        _write_done(refund, replace(told, key=str(refund.key)))
    return Refund.objects.select_related("payment").get(pk=refund.pk)


@transaction.atomic
def _write_failed(refund: Refund, reason: str) -> None:
    locked = Refund.objects.select_for_update().get(pk=refund.pk)
    if locked.standing != "sent":
        return
    locked.failed = reason[:100] or "refused"
    locked.save(update_fields=["failed"])
    record("fail_refund", locked, by=None, after={"reason": locked.failed})


@transaction.atomic
def _write_done(refund: Refund, told: GivenBack) -> None:
    """An event that came first, from a provider that does not name our key, wrote it down as one made there."""
    payment = Payment.objects.select_for_update().get(pk=refund.payment_id)
    made_there = Refund.objects.filter(payment=payment, reference=told.reference, requested_by=None)
    made_there.exclude(pk=refund.pk).delete()
    record_given_back(payment, told)


def send_waiting_refunds(moment: datetime) -> int:
    """For the tick: what was approved and not answered yet. The number that is settled now."""
    waiting = Refund.objects.filter(approved_at__lte=moment, done_at=None, declined_at=None, failed="")
    waiting = waiting.exclude(payment__provider=BY_HAND).order_by("pk")
    return sum(send_refund(one).standing != "sent" for one in waiting)
