"""What stands on a receipt, written down once: a later change of recipient, legal text or name changes no receipt."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from enlace.giving.models import Gift, Payment, Recipient, TaxText
from enlace.giving.providers.labels import provider_label


def receipt_facts(payment: Payment, gift: Gift) -> dict[str, Any]:
    """JSON in the donor's language: recipient, donor, money in minor units with its currency, day, texts."""
    with override(gift.language):
        return {
            "recipient": recipient_facts(),
            "donor": gift.name,
            "anonymous": not gift.name,
            "country": gift.country,
            "amount": payment.amount,
            "currency": payment.currency,
            "paid_on": localtime(payment.paid_at).date().isoformat(),
            "rhythm": gift.rhythm,
            "provider": provider_label(payment.provider),
            "campaign": str(gift.campaign.title) if gift.campaign else "",
            "in_memory_of": gift.in_memory_of,
            "tax_text": _tax_text(gift.country),
            "illustrative": gift.illustrative,
        }


def recipient_facts() -> Mapping[str, str]:
    """Of the institute as it is written down today, in the active language."""
    found = Recipient.objects.first()
    if found is None:
        return {
            "name": gettext("The institute"),
            "address": "",
            "country": "",
            "tax_number": "",
            "email": "",
            "signed_by": "",
        }
    fields = ("name", "address", "country", "tax_number", "email")
    return {name: getattr(found, name) for name in fields} | {"signed_by": str(found.signed_by)}


def _tax_text(country: str) -> str:
    texts = {one.country: str(one.text) for one in TaxText.objects.filter(country__in=[country, ""])}
    return texts.get(country) or texts.get("", "")
