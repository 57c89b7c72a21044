"""Letters that thank for gifts, as data for `letter.typ`: each in its donor's language, on the recipient's paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language, default_language, language_codes
from enlace.core.texts import Texts
from enlace.core.typesetting import typeset
from enlace.giving.models import Gift, Recipient
from enlace.giving.money.amounts import Money, format_money

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"


def letters_pdf(gifts: Iterable[Gift], paragraph: Mapping[str, str], *, at: datetime) -> bytes:
    """One letter a gift, of gifts `with_sums` and their donors. `paragraph` is the treasurer's own, by language."""
    recipient = Recipient.objects.first()
    data = {
        "recipient": _letterhead(recipient),
        "letters": [_letter(one, recipient, Texts(paragraph), at) for one in gifts],
    }
    return typeset(TEMPLATE, data, language=current_language(), title=_("Letters of thanks"), at=at)


def _letterhead(recipient: Recipient | None) -> dict[str, Any]:
    if recipient is None:
        return {"name": _("The institute"), "lines": []}
    address = ", ".join(line.strip() for line in recipient.address.splitlines() if line.strip())
    return {"name": recipient.name, "lines": [line for line in (address, recipient.email) if line]}


def _letter(gift: Gift, recipient: Recipient | None, paragraph: Texts, at: datetime) -> dict[str, Any]:
    language = gift.language if gift.language in language_codes() else default_language()
    with override(language):
        signed_by = str(recipient.signed_by.in_language(language)) if recipient else ""
        return {
            "language": language,
            "addressee": gift.name or _("To whoever gave"),
            "date": date_in_words(localtime(at).date(), language),
            "reference": _("Gift %(number)d") % {"number": gift.pk},
            "sample": _("Illustrative") if gift.illustrative else "",
            "heading": _("Thank you for your gift"),
            "paragraphs": list(_paragraphs(gift, paragraph, language)),
            "closing": _("Yours sincerely,"),
            "signed_by": signed_by,
        }


def _paragraphs(gift: Gift, paragraph: Texts, language: str) -> Sequence[str]:
    sums: dict[str, Any] = gift.__dict__
    given = Money(sums["received_minor"] - sums["gone_minor"], gift.currency)
    values = {
        "amount": format_money(given, language, short=True),
        "day": date_in_words(localtime(sums["last_paid_at"]).date(), language),
    }
    greeting = _("Dear %(name)s,") % {"name": gift.name} if gift.name else _("Dear donor,")
    if gift.is_monthly:
        thanks = _("thank you for your monthly gift. Until %(day)s we have received %(amount)s.") % values
    else:
        thanks = _("thank you for your gift of %(amount)s, received on %(day)s.") % values
    more = [_("You gave for: %(campaign)s.") % {"campaign": gift.campaign.title}] if gift.campaign else []
    if gift.in_memory_of:
        more.append(_("You gave in memory of %(name)s.") % {"name": gift.in_memory_of})
    own = [line.strip() for line in str(paragraph.in_language(language)).splitlines() if line.strip()]
    return [greeting, " ".join([thanks, *more]), *own]
