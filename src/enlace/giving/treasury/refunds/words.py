"""Where a refund stands and why, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.giving.models import Refund
from enlace.giving.providers.configured import BY_HAND

LONGEST = 300
"""Letters of why it is asked for, and of why it is declined."""

STANDINGS = {
    "asked": gettext_lazy("waits for a second person"),
    "sent": gettext_lazy("on its way"),
    "done": gettext_lazy("given back"),
    "declined": gettext_lazy("declined"),
    "failed": gettext_lazy("refused by the provider"),
}


def standing_in_words(refund: Refund) -> str:
    if refund.standing == "sent" and refund.payment.provider == BY_HAND:
        return _("waits for the transfer")
    return str(STANDINGS[refund.standing])


def failure_in_words(code: str) -> str:
    """What the provider's code means, and what to do."""
    sentences = {
        "charge_already_refunded": _(
            "The provider has given it back already. Compare the books: the refund is then written down here."
        ),
        "insufficient_funds": _(
            "The account at the provider does not hold enough. Wait for gifts or pay money in, then ask again."
        ),
        "charge_disputed": _(
            "The donor's bank disputes this payment and settles it itself. Answer the dispute on the provider's pages."
        ),
        "too_old": _("The payment is too old to be given back there. Give it back by bank transfer."),
    }
    sentences["balance_insufficient"] = sentences["insufficient_balance"] = sentences["insufficient_funds"]
    if code in sentences:
        return sentences[code]
    return _(
        "The provider refused it (%(code)s). Look at the payment on the provider's pages, then ask again or pay "
        "it back by bank transfer."
    ) % {"code": code}
