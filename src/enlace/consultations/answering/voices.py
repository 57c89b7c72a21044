"""Whose voice somebody is in a consultation, and by which key it is found again.

The key is an HMAC of the voice under the secret of the installation and the consultation's salt. While an anonymous
consultation is open, this finds a voter again on another device; nothing but the key is written down, and when the
salt is emptied at closing, no secret leads from a vote to a person any more.
"""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.crypto import salted_hmac

from enlace.accounts.rules import Anyone
from enlace.consultations.models import AnsweredBy, Consultation, VoiceOf
from enlace.network.roles import Roles, roles_of


@dataclass(frozen=True)
class Voice:
    """`id` is the number of a state, an organisation or an account; of an e-mail address `email_id` of it.

    An e-mail voice bears the `seal` of its consultation (`answering.confirmations`), since it follows from no user.
    """

    kind: Literal["state", "organisation", "user", "email"]
    id: int | str
    seal: str = field(default="", compare=False, repr=False)


def email_id(address: str) -> str:
    """The same for one address however it is written; nobody without the site's secret can guess the address by it."""
    return salted_hmac("enlace.consultations.email", address.strip().casefold(), algorithm="sha256").hexdigest()


def voice_of(user: Anyone, consultation: Consultation) -> Voice | None:
    """The voice that `user` has by their part in the network today; None for who has none.

    The secretariat runs consultations and has no voice. Who confirmed an e-mail address has one of kind `email`, which
    does not follow from a user.
    """
    roles = roles_of(user)
    if not user.is_authenticated or roles.is_secretary:
        return None
    if consultation.voice_of == VoiceOf.STATE:
        return _of_a_body(roles, consultation)
    within = {
        AnsweredBy.MEMBERS: bool(roles.states),
        AnsweredBy.NETWORK: bool(roles.states or roles.organisations),
        AnsweredBy.PUBLIC: True,
    }
    return Voice("user", user.pk) if within[AnsweredBy(consultation.answered_by)] else None


def _of_a_body(roles: Roles, consultation: Consultation) -> Voice | None:
    acting = sorted(state for state in roles.states if roles.acts_for(state))
    if acting:
        return Voice("state", acting[0])
    if consultation.answered_by != AnsweredBy.MEMBERS and roles.organisations:
        return Voice("organisation", min(roles.organisations))
    return None


def key_of(voice: Voice, consultation: Consultation) -> str:
    """Raises ValueError once the consultation has forgotten its salt: then nobody is found again."""
    if not consultation.salt:
        raise ValueError("The consultation is closed: its voices cannot be told any more.")
    value = f"{consultation.pk}:{voice.kind}:{voice.id}"
    return salted_hmac(f"enlace.consultations.voice.{consultation.salt}", value, algorithm="sha256").hexdigest()
