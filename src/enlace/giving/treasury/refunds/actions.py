"""Refunds: asked for, approved by a second person where the sum is large, declined, or said to be paid by hand.

A payment is locked by whoever changes what is given back of it: two people at once never give back more than it is.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.languages import current_language
from enlace.core.permission import require
from enlace.giving.models import Offer, Payment, Refund
from enlace.giving.money.amounts import Money, format_money
from enlace.giving.providers.face import GivenBack
from enlace.giving.settling.settling_actions import record_given_back
from enlace.giving.treasury.rules import (
    can_approve_refund,
    can_complete_refund,
    can_decline_refund,
    can_request_refund,
)


@transaction.atomic
def request_refund(payment: Payment, *, by: Anyone | None, money: Money, reason: str, key: UUID) -> Refund:
    """One that a single person may give back is approved at once. `key` is that of the form: sent twice, it is one.

    Raises ValidationError where more is asked for than is left of the payment.
    """
    payment = _locked(payment)
    known = Refund.objects.filter(key=key).first()
    if known is not None and known.payment_id != payment.pk:
        raise ValidationError(_("This form was sent already. Open it again."))
    if known is not None:
        return known
    require(can_request_refund(by, payment))
    if money.currency != payment.currency or money.minor <= 0 or not money <= payment.left:
        left = format_money(payment.left, current_language())
        raise ValidationError({"amount": _("Of this payment %(left)s are left to give back.") % {"left": left}})
    refund = Refund(payment=payment, key=key, amount=money.minor, reason=reason, requested_by_id=by.pk if by else None)
    if _is_for_one_person(payment, money):
        refund.approved_at = now()
    refund.save()
    after = {"amount": money.minor, "currency": money.currency, "approved": refund.approved_at is not None}
    record("request_refund", refund, by=by, after=after)
    return refund


def _is_for_one_person(payment: Payment, money: Money) -> bool:
    """The sum of all that was asked for of a payment counts, so that no large refund is cut into small ones."""
    offer = Offer.objects.filter(currency=payment.currency).first()
    gone = payment.money - payment.left
    return offer is not None and gone + money <= offer.money(offer.alone_most)


@transaction.atomic
def approve_refund(refund: Refund, *, by: Anyone | None) -> Refund:
    refund = _locked_refund(refund)
    require(can_approve_refund(by, refund))
    refund.approved_by_id, refund.approved_at = by.pk if by else None, now()
    refund.save()
    record("approve_refund", refund, by=by, after={"amount": refund.amount, "currency": refund.payment.currency})
    return refund


@transaction.atomic
def decline_refund(refund: Refund, *, by: Anyone | None, reason: str) -> Refund:
    refund = _locked_refund(refund)
    require(can_decline_refund(by, refund))
    refund.declined_by_id, refund.declined_at = by.pk if by else None, now()
    refund.decline_reason = reason
    refund.save()
    record("decline_refund", refund, by=by, after={"amount": refund.amount, "currency": refund.payment.currency})
    return refund


@transaction.atomic
def complete_refund(refund: Refund, *, by: Anyone | None, day: date) -> Refund:
    """Of a gift by bank transfer or cheque: the treasurer has paid it back on `day`. Raises ValidationError."""
    refund = _locked_refund(refund)
    require(can_complete_refund(by, refund))
    if day > today() or day < timezone.localdate(refund.requested_at):
        raise ValidationError({"day": _("Write the day of the transfer: from the day it was asked for until today.")})
    at = timezone.make_aware(datetime.combine(day, time(12)))
    told = GivenBack(f"hand:{refund.key}", refund.amount, min(at, now()), str(refund.key))
    record_given_back(refund.payment, told)
    record("complete_refund", refund, by=by, after={"amount": refund.amount, "currency": refund.payment.currency})
    refund.refresh_from_db()
    return refund


def _locked(payment: Payment) -> Payment:
    return Payment.objects.select_for_update().get(pk=payment.pk)


def _locked_refund(refund: Refund) -> Refund:
    payment = Payment.objects.select_for_update().get(pk=refund.payment_id)
    found = Refund.objects.select_for_update().get(pk=refund.pk)
    found.payment = payment
    return found
