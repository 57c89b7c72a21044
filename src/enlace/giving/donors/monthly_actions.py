"""What becomes of a monthly gift. The provider is asked outside any transaction; what it says then is written down.

Where it does not answer (NotAnswered) or says no (Refused), nothing is changed, except for a stop: that is kept, and
the tick asks until the gift has ended.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.giving.donors.anonymity import refuse_anonymous
from enlace.giving.donors.links import Holder
from enlace.giving.donors.rules import (
    can_change_gift_amount,
    can_change_gift_card,
    can_pause_gift,
    can_resume_gift,
    can_stop_gift,
)
from enlace.giving.entry.policy import names_somebody
from enlace.giving.models import EndedBy, FoundBy, Gift
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import provider_named
from enlace.giving.providers.face import NotAnswered
from enlace.giving.settling.asking_actions import ask_provider, end_at_provider


def stop_gift(gift: Gift, *, by: Anyone, holder: Holder | None = None) -> Gift:
    """The gift with `ended_at` where the provider has ended it at once; else the tick ends it."""
    require(can_stop_gift(by, gift, holder))
    with transaction.atomic():
        locked = Gift.objects.select_for_update().get(pk=gift.pk)
        if not locked.ended_by:
            locked.ended_by = EndedBy.DONOR if holder else EndedBy.TREASURY
            locked.save(update_fields=["ended_by"])
            record("stop_gift", locked, by=by, after={"ended_by": str(locked.ended_by)})
    end_at_provider(locked)
    locked.refresh_from_db()
    return locked


def pause_gift(gift: Gift, *, by: Anyone, holder: Holder) -> Gift:
    require(can_pause_gift(by, gift, holder))
    provider_named(gift.provider).pause(gift.subscription, _key("pause", gift))
    return _changed("pause_gift", gift, by)


def resume_gift(gift: Gift, *, by: Anyone, holder: Holder) -> Gift:
    require(can_resume_gift(by, gift, holder))
    provider_named(gift.provider).resume(gift.subscription, _key("resume", gift))
    return _changed("resume_gift", gift, by)


def change_gift_amount(gift: Gift, money: Money, *, by: Anyone, holder: Holder) -> Gift:
    """Raises ValidationError where the provider cannot take so much, or the policy takes it from nobody unnamed."""
    require(can_change_gift_amount(by, gift, holder))
    provider = provider_named(gift.provider)
    if not provider.takes(money, monthly=True):
        raise ValidationError(_("The payment provider does not take this amount every month. Choose another."))
    if not names_somebody(gift.thanked_as):
        refuse_anonymous(money)
    provider.change_amount(gift.subscription, money, _key(f"amount:{money.minor}", gift))
    return _changed("change_gift_amount", gift, by, amount=money.minor)


def open_card_page(gift: Gift, back: str, language: str, *, by: Anyone, holder: Holder) -> str:
    """The address of the provider's page on which the card is changed; it leads `back`."""
    require(can_change_gift_card(by, gift, holder))
    return provider_named(gift.provider).card_page(gift.about, back, language)


def _key(change: str, gift: Gift) -> str:
    """The same for a double click, another after the next answer of the provider."""
    return f"{change}:{gift.key}:{gift.asked}"


def _changed(action: str, gift: Gift, by: Anyone, **after: int) -> Gift:
    """Written down when the provider has taken it. How the gift stands is asked; unanswered, its events tell."""
    record(action, gift, by=by, before={"amount": gift.money_now.minor} if after else {}, after=after)
    try:
        return ask_provider(gift, found_by=FoundBy.RETURN)
    except NotAnswered:
        return gift
