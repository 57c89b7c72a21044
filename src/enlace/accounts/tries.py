"""Guesses are counted in the database, so that all processes of the site count alike.

A try is taken before the answer is known: of many that are sent at once, no more get through than are allowed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from enlace.accounts.models import SignInTries
from enlace.core.clock import now

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """After `amount` tries within `span` of the first, none is let through for the length of `pause`."""

    amount: int
    span: timedelta
    pause: timedelta


PASSWORDS = Limit(10, DAY, timedelta(minutes=15))
CODES = Limit(10, DAY, timedelta(minutes=15))
CONNECTION = Limit(100, timedelta(minutes=15), timedelta(minutes=15))
"""Whole ministries share one connection."""
ONCE = Limit(1, timedelta(minutes=2), timedelta(minutes=2))


def key_of(kind: str, guessed: str) -> str:
    """What a password, a code or a link is guessed for, in a form that tells nobody what it was."""
    return salted_hmac("enlace.accounts.tries", f"{kind}:{guessed.strip().casefold()}", algorithm="sha256").hexdigest()


def take_try(key: str, limit: Limit) -> bool:
    """Count one more, and say whether it may go on. The last one allowed does, and closes the door behind it."""
    moment = now()
    with transaction.atomic():
        tries, _made = SignInTries.objects.select_for_update().get_or_create(key=key, defaults={"since": moment})
        if tries.locked_until and tries.locked_until > moment:
            return False
        if tries.locked_until or tries.since + limit.span <= moment:
            tries.amount, tries.since, tries.locked_until = 0, moment, None
        tries.amount += 1
        if tries.amount >= limit.amount:
            tries.locked_until = moment + limit.pause
        tries.save()
    return True


def is_locked(key: str) -> bool:
    return SignInTries.objects.locked(now()).filter(key=key).exists()


def forget_tries(*keys: str) -> None:
    SignInTries.objects.filter(key__in=keys).delete()


def forget_old_tries(moment: datetime) -> int:
    """For the tick: what no longer counts."""
    deleted, _by_model = SignInTries.objects.settled(moment - DAY).delete()
    return deleted
