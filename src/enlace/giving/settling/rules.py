from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.giving.parties import THE_TREASURY


@allows(THE_TREASURY, COMMAND_LINE, does=_("Compare the books of a payment provider with ours"))
def can_reconcile_gifts(user: Anyone | None) -> bool:
    return True
