"""The mail that brings a receipt, in the donor's language, with the receipt as a PDF."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.mail import post
from enlace.giving.donors.links import donor_address
from enlace.giving.models import Gift, Receipt
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
