"""In which office somebody asked for, approved or declined a refund: offices, not names."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.giving.models import Refund
from enlace.network.audit import COMMAND_LINE, authors
from enlace.network.audit_words import office_of


def offices_of(refund: Refund, reader: Anyone) -> Mapping[str, str]:
    """`asked`, `approved`, `declined` → the office; empty where nobody of ours did it."""
    steps: dict[str, tuple[int | None, datetime | None]] = {
        "asked": (refund.requested_by_id, refund.requested_at),
        "approved": (refund.approved_by_id, refund.approved_at),
        "declined": (refund.declined_by_id, refund.declined_at),
    }
    who = authors(account for account, _at in steps.values())
    found = {}
    for step, (account, at) in steps.items():
        office = office_of(who[account or COMMAND_LINE], localtime(at).date()) if account and at else ""
        words = office or (_("account %(number)d") % {"number": account} if account else "")
        found[step] = _("%(office)s (you)") % {"office": words} if account and account == reader.pk else words
    return found
