"""What a provider says is true becomes our record, in one transaction: payment, receipt, its number and its mail.

It may be said a hundred times, in any order, by several processes at once, and each may be killed: the unique key of a
payment and the lock on its gift let each sum be written once, and an answer that was asked for earlier never
overwrites what was asked for later.
"""

import logging
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from enlace.accounts.actions import record
from enlace.core.clock import now
from enlace.giving.donors.mail import post_ended, post_failing
from enlace.giving.models import EndedBy, Gift, GiftNotice, Payment, Refund
from enlace.giving.providers.face import GivenBack, Monthly, Paid, Truth, is_key
from enlace.giving.receipts.mail import post_receipt, post_refund_note
from enlace.giving.receipts.numbering import issue_receipt

MOST_REFUSALS = 3
"""So often a monthly payment is refused before the gift is stopped."""
NAMES_NO_REFUND = {"mercado_pago"}
"""Providers that do not say which refund of ours theirs is."""
log = logging.getLogger(__name__)


def next_number(gift: Gift) -> int:
    """Take it before the provider is asked; see `Gift.asked`."""
    with transaction.atomic():
        Gift.objects.filter(pk=gift.pk).update(asked=F("asked") + 1)
        return Gift.objects.values_list("asked", flat=True).get(pk=gift.pk)


@transaction.atomic
def settle(gift: Gift, truth: Truth, *, asked: int, found_by: str) -> Gift:
    """Write down what is new in `truth`, the answer to the question with the number `asked`. The gift as it is then."""
    locked = Gift.objects.select_for_update().get(pk=gift.pk)
    for paid in truth.payments:
        payment = record_paid(locked, paid, found_by)
        if payment.gift_id == locked.pk:
            for one in paid.given_back:
                record_given_back(payment, one)
    if asked > locked.applied:
        locked.applied = asked
        _apply(locked, truth)
        locked.save()
    return locked


def record_paid(gift: Gift, paid: Paid, found_by: str) -> Payment:
    """The payment; with its receipt and mail if it is new. Call it in a transaction that holds the gift."""
    payment, new = Payment.objects.get_or_create(
        provider=gift.provider,
        reference=paid.reference,
        defaults={
            "gift": gift,
            "amount": paid.money.minor,
            "currency": paid.money.currency,
            "paid_at": paid.at,
            "found_by": found_by,
        },
    )
    if payment.gift_id != gift.pk:
        log.error("Payment %s of %s is told of another gift: %s.", payment.pk, payment.gift_id, gift.pk)
    if new:
        receipt = issue_receipt(payment, gift)
        post_receipt(receipt, gift)
        after = {"amount": payment.amount, "currency": payment.currency, "receipt": receipt.shown_number}
        record("receive_payment", payment, by=None, after=after | {"found_by": found_by})
    return payment


def record_given_back(payment: Payment, told: GivenBack) -> None:
    """Ours is known again by its key; one that was made at the provider is written down here."""
    known = Refund.objects.select_for_update().filter(payment=payment)
    refund = known.filter(reference=told.reference).first()
    if refund is None and is_key(told.key):
        refund = known.filter(key=told.key).first()
    elif refund is None and payment.provider in NAMES_NO_REFUND:
        refund = _sent_alike(known, told)
    if refund is not None and refund.done_at:
        return
    refund = refund or Refund(payment=payment, approved_at=told.at)
    refund.amount, refund.reference, refund.done_at, refund.failed = told.minor, told.reference, told.at, ""
    refund.save()
    record("refund_payment", refund, by=None, after={"amount": refund.amount, "currency": payment.currency})
    post_refund_note(refund)


def _sent_alike(known: QuerySet[Refund], told: GivenBack) -> Refund | None:
    """Ours that was sent and whose answer we lost."""
    sent = known.filter(requested_by__isnull=False, approved_at__isnull=False, reference="", done_at=None, failed="")
    return sent.filter(amount=told.minor, declined_at=None).order_by("pk").first()


def _apply(gift: Gift, truth: Truth) -> None:
    gift.refusals, gift.waiting = truth.refusals, truth.waiting
    over = not truth.open and not truth.waiting and not truth.payments and truth.monthly is None
    gift.closed_at = (gift.closed_at or now()) if over and gift.session else None
    if truth.monthly is not None:
        _apply_monthly(gift, truth.monthly)


def _apply_monthly(gift: Gift, told: Monthly) -> None:
    moment = now()
    gift.subscription, gift.monthly_amount, gift.next_on = told.reference, told.money.minor, told.next_on
    gift.paused_at = (gift.paused_at or moment) if told.state == "paused" else None
    gift.failing_at = (gift.failing_at or moment) if told.state == "failing" else None
    if told.state == "failing" and told.failing:
        _tell_of_failing(gift, told)
    if told.state == "ended" and gift.ended_at is None:
        gift.ended_at, gift.ended_by, gift.next_on = moment, gift.ended_by or EndedBy.PROVIDER, None
        record("end_gift", gift, by=None, after={"ended_by": str(gift.ended_by)})
        if first_time(gift, "ended"):
            post_ended(gift)


def _tell_of_failing(gift: Gift, told: Monthly) -> None:
    """Once for each payment that is owed; after the last refusal the gift is to be ended (`end_what_must_end`)."""
    if told.refusals >= MOST_REFUSALS:
        gift.ended_by = gift.ended_by or EndedBy.FAILED
    elif first_time(gift, f"failing:{told.failing}"):
        post_failing(gift, _if_ahead(told.next_on))


def _if_ahead(day: date | None) -> date | None:
    return day if day and day >= now().date() else None


def first_time(gift: Gift, key: str) -> bool:
    """Whether it is told for the first time; call it inside the transaction of what is told."""
    return GiftNotice.objects.get_or_create(gift=gift, key=key)[1]
