"""The mail that brings a receipt as a PDF, and the one that tells of money given back, in the donor's language."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.dates import date_in_words
from enlace.core.mail import post
from enlace.giving.donors.links import donor_address
from enlace.giving.models import Gift, Receipt, Refund
from enlace.giving.money.amounts import format_money

RECEIPT = "giving.receipt"
"""The kind of what such a mail attaches (`mail_attachment`)."""


def post_receipt(receipt: Receipt, gift: Gift) -> None:
    """Nothing is sent to a donor without an address: a gift written down by hand, one erased."""
    if not gift.donor.email:
        return
    with override(receipt.language):
        amount = format_money(receipt.payment.money, receipt.language)
        context = {
            "receipt": receipt,
            "gift": gift,
            "amount": amount,
            "recipient": receipt.facts["recipient"]["name"],
            "page": donor_address(gift.donor),
        }
        post(
            gift.donor.email,
            _("Receipt %(number)s: your gift of %(amount)s") % {"number": receipt.shown_number, "amount": amount},
            render_to_string("giving/mail/receipt.txt", context),
            attaches=f"{RECEIPT}:{receipt.pk}",
        )


def post_refund_note(refund: Refund) -> None:
    """Call it once, in the transaction in which a refund is done. The receipt stays; this belongs beside it."""
    gift = refund.payment.gift
    receipt = getattr(refund.payment, "receipt", None)
    if not gift.donor.email or receipt is None or not refund.done_at:
        return
    with override(gift.language):
        context = {
            "name": gift.name,
            "amount": format_money(refund.money, gift.language),
            "paid": format_money(refund.payment.money, gift.language),
            "whole": refund.payment.given_back == refund.payment.money,
            "day": date_in_words(localtime(refund.done_at).date(), gift.language),
            "receipt": receipt,
            "recipient": receipt.facts["recipient"]["name"],
            "page": donor_address(gift.donor),
        }
        subject = _("%(amount)s of your gift were given back") % {"amount": context["amount"]}
        post(gift.donor.email, subject, render_to_string("giving/mail/refund.txt", context))
