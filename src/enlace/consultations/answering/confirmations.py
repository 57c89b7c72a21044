"""What proves that somebody read the mail at an address: the link in the mail, then the seal in their browser.

Both are signatures of the site over `email_id`, each for one consultation and one use, so that neither passes for the
other; the address itself is nowhere.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

from enlace.consultations.answering.voices import Voice, email_id
from enlace.consultations.models import AnsweredBy, Consultation

LASTS = timedelta(days=2)


def _link_signer(consultation: Consultation) -> TimestampSigner:
    return TimestampSigner(salt=f"enlace.consultations.link.{consultation.pk}")


def _seal_signer(consultation: Consultation) -> Signer:
    return Signer(salt=f"enlace.consultations.seal.{consultation.pk}")


def new_token(address: str, consultation: Consultation) -> str:
    """For the link in the mail; it works for two days, in any browser."""
    return _link_signer(consultation).sign(email_id(address))


def confirmed(token: str, consultation: Consultation) -> Voice | None:
    """The voice of whoever holds the link; None where it is too old or none of ours."""
    try:
        return sealed(_link_signer(consultation).unsign(token, max_age=LASTS), consultation)
    except BadSignature:
        return None


def sealed(email: str, consultation: Consultation) -> Voice:
    """For who read the mail: the voice of the address whose `email_id` it is."""
    return Voice("email", email, seal=_seal_signer(consultation).sign(email))


def unsealed(seal: str, consultation: Consultation) -> Voice | None:
    try:
        return Voice("email", _seal_signer(consultation).unsign(seal), seal=seal)
    except BadSignature:
        return None


def is_confirmed(voice: Voice, consultation: Consultation) -> bool:
    """Whether an e-mail voice bears the seal of this consultation, which the site alone can set."""
    return (
        voice.kind == "email"
        and consultation.answered_by == AnsweredBy.PUBLIC
        and unsealed(voice.seal, consultation) == voice
    )
