"""How much one connection may begin, and what it must show first. A connection is known by a hash, for a day.

Whoever tries cards that are not theirs begins many gifts, with many addresses, or has many cards refused: that
connection is stopped for some hours. Before that it must show more: more work for its machine, or a longer wait.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.db.models import Sum

from enlace.accounts.tries import DAY, Limit, is_locked, key_of, take_try
from enlace.giving.models import Gift

HOUR = timedelta(hours=1)
STOPPED = 3 * HOUR
GIFTS = Limit(20, HOUR, STOPPED)
"""Begun from one connection; a whole office may share it."""
MANY_GIFTS = Limit(4, HOUR, HOUR)
"""After these the connection counts as busy."""
ADDRESSES = Limit(12, HOUR, STOPPED)
"""Different e-mail addresses from one connection."""
OF_ADDRESS = Limit(12, DAY, STOPPED)
ONE = Limit(1, DAY, DAY)
REFUSED_CARDS, COUNTED = 8, 6 * HOUR
"""So many of one connection, of gifts begun in that time, stop it until the first of them is so old."""
ALARM = 25
"""So many refused cards of the whole site within an hour ask everybody for more."""
MOST_COMPARED = 500


@dataclass(frozen=True)
class Effort:
    """What is asked: a proof of so many bits, or to wait for so long: on the form, or once it was sent (`ticket`)."""

    bits: int
    seconds: int
    ticket: bool


NORMAL, MORE, FOUND_OUT = Effort(11, 8, False), Effort(14, 30, True), Effort(14, 10, True)
AT_ONCE = timedelta(seconds=3)
"""Nobody fills in the form faster than this."""


def source_of(client: str) -> str:
    """The client's address, of IPv6 the network of one subscriber."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64)) if address.ipv4_mapped is None else str(address.ipv4_mapped)
    return client


def is_stopped(source: str, moment: datetime) -> bool:
    locked = any(is_locked(key_of(kind, source)) for kind in ("giving gifts", "giving addresses"))
    return locked or _refused_cards(source, moment) >= REFUSED_CARDS


def effort_of(source: str, moment: datetime) -> Effort:
    busy = is_locked(key_of("giving many", source)) or _refused_cards(source, moment) * 2 >= REFUSED_CARDS
    return MORE if busy or _alarm(moment) else NORMAL


def take_beginning(source: str, email: str) -> bool:
    """Count a gift that is about to begin; whether it may."""
    if not take_try(key_of("giving address", email), OF_ADDRESS):
        return False
    pair = key_of("giving pair", f"{source} {email}")
    if not is_locked(pair):
        take_try(pair, ONE)
        if not take_try(key_of("giving addresses", source), ADDRESSES):
            return False
    take_try(key_of("giving many", source), MANY_GIFTS)
    return take_try(key_of("giving gifts", source), GIFTS)


def remember_source(gift: Gift, source: str) -> None:
    """For a day, and so that only who comes from the same connection again is known to have begun this gift."""
    take_try(_key(gift.pk, source), ONE)


def _key(gift_id: int, source: str) -> str:
    return key_of("giving gift", f"{gift_id} {source}")


def _refused_cards(source: str, moment: datetime) -> int:
    """Of the gifts begun from there."""
    refused = Gift.objects.filter(refusals__gt=0, started_at__gte=moment - COUNTED).order_by("-pk")
    return sum(
        count for pk, count in refused.values_list("pk", "refusals")[:MOST_COMPARED] if is_locked(_key(pk, source))
    )


def _alarm(moment: datetime) -> bool:
    recent = Gift.objects.filter(refusals__gt=0, started_at__gte=moment - HOUR)
    return (recent.aggregate(all=Sum("refusals"))["all"] or 0) >= ALARM
