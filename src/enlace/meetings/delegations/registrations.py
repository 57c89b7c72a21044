"""The personal links by which delegates register: what they end in, and whether they still work.

The database has only the hash of a token. Its last characters bind it to the person's address, so that a link that was
sent to a wrong address does not register whoever the corrected one belongs to.
"""

from secrets import token_urlsafe

from django.utils.crypto import constant_time_compare, salted_hmac

from enlace.meetings.delegations.rules import may_register
from enlace.meetings.models import Delegate, Meeting, Mode
from enlace.meetings.models.delegations import TakesPart
from enlace.network.models import Person, hashed

SEAL = 10


class RegistrationClosed(Exception):
    """The link was replaced, the delegate withdrawn, the meeting is over or cancelled, or it never was a link."""


def new_token(person: Person) -> str:
    return token_urlsafe(24) + _seal(person)


def _seal(person: Person) -> str:
    address = person.email.strip().casefold()
    return salted_hmac("enlace.meetings.registrations", address, algorithm="sha256").hexdigest()[:SEAL]


def was_a_link(token: str) -> bool:
    """Whether it is the last link of some delegate, if it works or not."""
    return Delegate.objects.filter(registration_hash=hashed(token)).exists()


def delegate_with(token: str) -> Delegate | None:
    """The delegate whose link ends in `token`, if it still works."""
    near = ("person", "delegation__meeting", "delegation__state", "delegation__organisation")
    delegate = Delegate.objects.filter(registration_hash=hashed(token)).select_related(*near).first()
    if delegate is None or delegate.person.erased_at or not may_register(delegate):
        return None
    return delegate if constant_time_compare(token[-SEAL:], _seal(delegate.person)) else None


def ways_to_take_part(meeting: Meeting) -> list[TakesPart]:
    """What the mode of the meeting leaves to choose."""
    ways = {Mode.IN_PERSON: [TakesPart.IN_PERSON], Mode.VIRTUAL: [TakesPart.REMOTE]}
    return ways.get(Mode(meeting.mode), [TakesPart.IN_PERSON, TakesPart.REMOTE])
