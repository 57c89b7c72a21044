"""Letters of thanks are written, and then it is written down for which gifts."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.giving.models import Gift, GiftNotice
from enlace.giving.treasury.letters.letters import letters_pdf
from enlace.giving.treasury.rules import can_thank_by_letter

LETTER = "letter:"
"""How the key of a notice of such a letter begins; the day follows."""


def write_letters(gifts: Sequence[Gift], paragraph: Mapping[str, str], *, by: Anyone | None, final: bool) -> bytes:
    """The PDF. Only `final` ones are written down as thanked for: the others are looked at before."""
    require(can_thank_by_letter(by))
    content = letters_pdf(gifts, paragraph, at=now())
    if final:
        with transaction.atomic():
            key = f"{LETTER}{today().isoformat()}"
            notices = [GiftNotice(gift=one, key=key) for one in gifts]
            GiftNotice.objects.bulk_create(notices, ignore_conflicts=True)
            for one in gifts:
                record("thank_by_letter", one, by=by)
    return content
