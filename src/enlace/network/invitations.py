"""The links of invitations: what they end in, and whether they still work. Looking at one changes nothing.

The database has only the hash of a token. Its last characters bind it to the person's address, so that a link that was
sent to a wrong address does not open the account of the corrected one.
"""

from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext

from enlace.accounts.models import User
from enlace.core.clock import now, today
from enlace.network.models import Invitation, Person

SEAL = 10


class InvitationClosed(Exception):
    """The link was used, has expired, was withdrawn, or never was one."""


def new_token(person: Person) -> str:
    return token_urlsafe(24) + _seal(person)


def _seal(person: Person) -> str:
    address = person.email.strip().casefold()
    return salted_hmac("enlace.network.invitations", address, algorithm="sha256").hexdigest()[:SEAL]


def open_invitation(token: str) -> Invitation | None:
    """The invitation whose link ends in `token`, if it still works."""
    invitation = Invitation.objects.open(now()).with_token(token).select_related("person").first()
    if invitation is None:
        return None
    person = invitation.person
    waits = person.user_id is None and person.erased_at is None and person.mandates.filter(_not_over()).exists()
    return invitation if waits and constant_time_compare(token[-SEAL:], _seal(person)) else None


def _not_over() -> Q:
    return Q(until=None) | Q(until__gte=today())


def account_with(email: str) -> User | None:
    """Whoever signs in with this address, or could."""
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return User.objects.filter(Q(email__iexact=email) | Q(pk__in=proven.values("user"))).first()


def why_not_invited(person: Person) -> str:
    """For the secretariat, where `can_invite` says no. Empty where nothing stands in the way."""
    if person.erased_at:
        return gettext("This person was erased.")
    if person.user_id:
        return gettext("This person has an account already.")
    if not person.email:
        return gettext("No e-mail address of this person is known. Add it first.")
    if not person.mandates.filter(_not_over()).exists():
        return gettext("This person has no mandate that lasts. Record it first: access follows from it.")
    return ""
