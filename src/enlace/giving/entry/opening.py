"""The provider's page of a gift: what it asks for, and which ones are of no use any more. No transaction is open."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.clock import now
from enlace.giving.donors.links import after_address
from enlace.giving.entry.stamps import form_keys
from enlace.giving.entry.wish import Wish
from enlace.giving.models import FoundBy, Gift, Recipient
from enlace.giving.providers.configured import provider_named
from enlace.giving.providers.face import NotAnswered, Order, Refused
from enlace.giving.settling.asking_actions import ask_provider


def order_of(gift: Gift, recipient: Recipient) -> Order:
    back = after_address(gift)
    with override(gift.language):
        words = _("Monthly gift to %(recipient)s") if gift.is_monthly else _("Gift to %(recipient)s")
    return Order(
        key=str(gift.key),
        money=gift.money,
        monthly=gift.is_monthly,
        language=gift.language,
        email=gift.donor.email,
        description=words % {"recipient": recipient.name},
        statement=recipient.statement,
        done=back,
        left=f"{back}?left=1",
    )


def as_it_stands(gift: Gift) -> Gift:
    """After what the provider says; as it is here where it does not answer, or has no page of this gift yet."""
    if not gift.session:
        return gift
    try:
        return ask_provider(gift, found_by=FoundBy.RETURN)
    except NotAnswered:
        return gift


def is_given(gift: Gift) -> bool:
    """Money came, or is on its way."""
    return gift.waiting or bool(gift.subscription) or gift.payments.exists()


def close_page(gift: Gift) -> None:
    """So that it cannot be paid any more; if the provider does not answer, its page ends by itself."""
    try:
        provider_named(gift.provider).close(gift.session)
    except (NotAnswered, Refused):
        return
    Gift.objects.filter(pk=gift.pk, closed_at=None).update(closed_at=now())


def gift_of_form(wish: Wish, nonce: str) -> Gift | None:
    """The newest one that was begun with the same form and the same content."""
    return Gift.objects.filter(form_key__startswith="".join(form_keys(nonce, wish.content))[:60]).first()
