"""The treasurer keeps the gifts; the control of the treasury reads them and is the second person; nobody else does.

What is required of the thing stands in the sentence of each rule: nobody of those whom the truth table asks is of the
treasury, so that a condition of its own could not be shown to matter there.
"""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.giving.models import Donor, Payment, Refund
from enlace.giving.parties import COMPTROLLER, THE_TREASURY, TREASURER
from enlace.giving.providers.configured import BY_HAND
from enlace.network.parties import SECRETARIAT


@allows(THE_TREASURY, does=_("Read gifts and who gave them"))
def can_read_gifts(user: Anyone | None) -> bool:
    return True


@allows(THE_TREASURY, SECRETARIAT, does=_("See the sums of gifts; the secretariat, where they show no single gift"))
def can_see_totals(user: Anyone | None) -> bool:
    return True


@allows(THE_TREASURY, does=_("Export gifts for accounting"))
def can_export_gifts(user: Anyone | None) -> bool:
    return True


@allows(TREASURER, does=_("Record a gift that came by bank transfer or cheque"))
def can_record_gift(user: Anyone | None) -> bool:
    return True


@allows(TREASURER, does=_("Correct what is written down of a donor who is not erased"))
def can_correct_donor(user: Anyone | None, donor: Donor) -> bool:
    return donor.erased_at is None


@allows(TREASURER, does=_("Give back what is left of a payment, alone up to a set amount"))
def can_request_refund(user: Anyone | None, payment: Payment) -> bool:
    return payment.left.minor > 0


@allows(THE_TREASURY, does=_("Approve a refund that another person asked for"))
def can_approve_refund(user: Anyone | None, refund: Refund) -> bool:
    return refund.standing == "asked" and user is not None and refund.requested_by_id != user.pk


@allows(THE_TREASURY, does=_("Decline a refund that waits for a second person"))
def can_decline_refund(user: Anyone | None, refund: Refund) -> bool:
    return refund.standing == "asked"


@allows(TREASURER, does=_("Say that a refund of a gift by bank transfer or cheque was paid"))
def can_complete_refund(user: Anyone | None, refund: Refund) -> bool:
    return refund.standing == "sent" and refund.payment.provider == BY_HAND


@allows(TREASURER, COMMAND_LINE, does=_("Record, change and remove rates of exchange"))
def can_keep_rates(user: Anyone | None) -> bool:
    return True


@allows(THE_TREASURY, COMMAND_LINE, does=_("Set up in which currencies one gives, with amounts and limits"))
def can_set_up_currencies(user: Anyone | None) -> bool:
    return True


@allows(COMPTROLLER, COMMAND_LINE, does=_("Raise what one person alone may give back"))
def can_raise_alone_limit(user: Anyone | None) -> bool:
    """Not who asks for refunds: they would lift the limit that asks for a second person."""
    return True


@allows(TREASURER, COMMAND_LINE, does=_("Set up the recipient, legal texts and the policy of gifts"))
def can_set_up_gifts(user: Anyone | None) -> bool:
    return True


@allows(TREASURER, does=_("Write letters that thank for gifts"))
def can_thank_by_letter(user: Anyone | None) -> bool:
    return True
