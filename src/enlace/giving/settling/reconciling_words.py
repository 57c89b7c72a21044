"""What a comparison found, in a sentence: on pages in the reader's language, at the command line in English."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.giving.money.amounts import Money, format_money


def difference_in_words(found: Mapping[str, Any], language: str) -> str:
    """`found` is one of `Reconciliation.found`."""
    amount = format_money(Money(found["amount"], found["currency"]), language) if "currency" in found else ""
    sentences = {
        "missed_payment": _(
            "A payment that no event had told of is written down now: payment %(payment)s, gift %(gift)s."
        ),
        "missed_refund": _("A refund that no event had told of is written down now: payment %(payment)s."),
        "missed_change": _("Gift %(gift)s had changed at the provider; that is written down now."),
        "amount_differs": _("Payment %(payment)s is %(amount)s in the provider's books. Look at both."),
        "refund_undone": _("Of payment %(payment)s less is given back at the provider than is written down here."),
        "unknown_payment": _("The provider has a payment of %(amount)s that belongs to no gift here: %(reference)s."),
        "missing_at_provider": _("Payment %(payment)s is not in the provider's books."),
    }
    return sentences[found["kind"]] % ({"amount": amount} | {name: found[name] for name in found if name != "amount"})


def difference_in_english(found: Mapping[str, Any]) -> str:
    with override("en"):
        return difference_in_words(found, "en")
