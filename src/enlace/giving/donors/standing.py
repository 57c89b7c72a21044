"""How a monthly gift stands, in a sentence for whoever gives it."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words
from enlace.giving.models import EndedBy, Gift


def standing_in_words(gift: Gift, language: str, today: date) -> str:
    """Empty for a gift that is given once. A stop that the provider has not confirmed counts as one."""
    if gift.ended_at:
        return _ended(gift.ended_by) % {"day": date_in_words(localtime(gift.ended_at).date(), language)}
    if gift.standing and gift.ended_by:
        return _("It will be stopped within the hour. Nothing more is asked of you.")
    if gift.paused_at:
        day = date_in_words(localtime(gift.paused_at).date(), language)
        return _("Paused since %(day)s. Nothing is charged until you resume it.") % {"day": day}
    ahead = date_in_words(gift.next_on, language) if gift.next_on and gift.next_on >= today else ""
    if gift.standing == "failing":
        failing = _("The last payment was refused. It is tried again on %(day)s; you need not do anything.")
        some_day = _("The last payment was refused. It is tried again in some days; you need not do anything.")
        return failing % {"day": ahead} if ahead else some_day
    if gift.standing:
        return _("It goes on. Next payment: %(day)s.") % {"day": ahead} if ahead else _("It goes on.")
    return ""


def _ended(ended_by: str) -> str:
    sentences = {
        EndedBy.DONOR.value: _("You stopped it on %(day)s. Nothing more is charged."),
        EndedBy.TREASURY.value: _("The treasury stopped it on %(day)s. Nothing more is charged."),
        EndedBy.FAILED.value: _("It ended on %(day)s, because its last payments were refused. No debt remains."),
    }
    return sentences.get(ended_by) or _("It ended on %(day)s. Nothing more is charged.")
