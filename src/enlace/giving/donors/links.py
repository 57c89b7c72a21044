"""Signed links: to a donor's own page, without an account, and back from a provider's page to a gift."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import override

from enlace.core.clock import now
from enlace.giving.models import Donor, Gift

LASTS = timedelta(days=90)
"""A link in a mail; the page sends a new one to the same address whenever it is asked for."""
BACK_LASTS = timedelta(days=2)
_donors = TimestampSigner(salt="enlace.giving.donor")
_gifts = Signer(salt="enlace.giving.gift")


@dataclass(frozen=True)
class Holder:
    """Whoever holds a donor's signed link. Only `holder_of` makes one from a token that it has checked."""

    donor_id: int


def donor_token(donor: Donor) -> str:
    return _donors.sign(f"{donor.pk}.{donor.key}")


def holder_of(token: str) -> Holder | None:
    """None where the token is none of ours, too old, of a donor erased since, or replaced by a new `key`."""
    try:
        number, _dot, key = _donors.unsign(token, max_age=LASTS).partition(".")
    except BadSignature:
        return None
    donor = Donor.objects.filter(pk=number, erased_at=None).first()
    return Holder(donor.pk) if donor and constant_time_compare(donor.key, key) else None


def gift_token(gift: Gift) -> str:
    """For the page after the provider's: it shows how the gift stands, and nothing of the donor.

    The same each time, since providers take an order for the same one only if nothing in it differs.
    """
    return _gifts.sign(str(gift.key))


def gift_of_token(token: str) -> Gift | None:
    """None where the token is none of ours, or of a gift that was begun too long ago."""
    try:
        key = _gifts.unsign(token)
    except BadSignature:
        return None
    begun = Gift.objects.filter(key=key, started_at__gte=now() - BACK_LASTS)
    return begun.select_related("donor", "campaign").first()


def donor_address(donor: Donor, name: str = "giving:mine", *args: object) -> str:
    """The whole address of a page of the donor's own, in their language, for a mail."""
    with override(donor.language):
        return settings.BASE_URL + reverse(name, args=[donor_token(donor), *args])


def after_address(gift: Gift) -> str:
    with override(gift.language):
        return settings.BASE_URL + reverse("giving:after", args=[gift_token(gift)])
