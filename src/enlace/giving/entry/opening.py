"""The provider's page of a gift: what it asks for, and which ones are of no use any more. No transaction is open."""

from datetime import datetime

from django.conf import settings
from django.core.signing import TimestampSigner, b62_encode
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.clock import now
from enlace.giving.models import FoundBy, Gift, Recipient
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered, Order, Provider, Refused
from enlace.giving.settling.asking_actions import ask_provider


class _Signer(TimestampSigner):
    """Signs what `donors.links.gift_of_token` reads, as of the moment at which a gift was begun."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(salt="enlace.giving.gift")
        self.moment = moment

    def timestamp(self) -> str:
        return str(b62_encode(int(self.moment.timestamp())))


def way_back(gift: Gift) -> str:
    """The same each time: providers take the same order for the same one only if nothing in it differs."""
    token = _Signer(gift.started_at).sign(str(gift.key))
    with override(gift.language):
        return settings.BASE_URL + reverse("giving:after", args=[token])


def order_of(gift: Gift, recipient: Recipient) -> Order:
    back = way_back(gift)
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


def provider_of(gift: Gift) -> Provider:
    """Raises NotAnswered for one that is not on any more."""
    found = providers().get(gift.provider)
    if found is None:
        raise NotAnswered(gift.provider)
    return found


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
        provider_of(gift).close(gift.session)
    except (NotAnswered, Refused):
        return
    Gift.objects.filter(pk=gift.pk, closed_at=None).update(closed_at=now())
