"""What donors are told beside their receipts: of a monthly gift in difficulties or ended, and their link."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.dates import date_in_words
from enlace.core.mail import post
from enlace.giving.donors.links import LASTS, donor_address
from enlace.giving.models import Donor, Gift
from enlace.giving.money.amounts import format_money


def post_failing(gift: Gift, next_try: date | None) -> None:
    """`next_try` is when the provider asks the card again, if it says so."""
    with override(gift.language):
        day = date_in_words(next_try, gift.language) if next_try else ""
        _post(gift, _("Your monthly gift did not come through"), "failing", next_try=day)


def post_ended(gift: Gift) -> None:
    with override(gift.language):
        _post(gift, _("Your monthly gift has ended"), "ended")


def post_link(donor: Donor) -> None:
    with override(donor.language):
        context = {"name": donor.name, "page": donor_address(donor), "days": LASTS.days}
        post(donor.email, _("The link to your gifts"), render_to_string("giving/mail/link.txt", context))


def _post(gift: Gift, subject: str, template: str, **more: str) -> None:
    if not gift.donor.email:
        return
    context = {
        "gift": gift,
        "amount": format_money(gift.money_now, gift.language),
        "page": donor_address(gift.donor),
    }
    post(gift.donor.email, subject, render_to_string(f"giving/mail/{template}.txt", context | more))
