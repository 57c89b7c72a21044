"""The row of a voice in a consultation. Where answers are anonymous it holds nothing but the key."""

from django.db.models import Q

from enlace.consultations.answering.voices import Voice, key_of
from enlace.consultations.models import Consultation, Voter


def voter_for(consultation: Consultation, voice: Voice) -> Voter:
    """The voter of `voice`, made if there is none yet and held until the transaction ends, so that two delegates of
    one state write one after the other. Call it in the transaction of an action that asked its rule.

    Raises ValueError once the consultation has forgotten its voices.
    """
    voter, _made = held_voter(consultation, voice)
    return voter


def held_voter(consultation: Consultation, voice: Voice) -> tuple[Voter, bool]:
    """As `voter_for`, and whether the voter was made just now."""
    named = {} if consultation.is_anonymous or voice.kind == "email" else {f"{voice.kind}_id": voice.id}
    return Voter.objects.select_for_update().get_or_create(
        consultation=consultation, key=key_of(voice, consultation), defaults=named
    )


def known_voter(consultation: Consultation, voice: Voice) -> Voter | None:
    """The voter of `voice`, if it has answered or proposed anything.

    Once the consultation has forgotten its voices, only those that attributed answers name are found.
    """
    if consultation.salt:
        found = Q(key=key_of(voice, consultation))
    elif consultation.is_anonymous or voice.kind == "email":
        return None
    else:
        found = Q(**{f"{voice.kind}_id": voice.id})
    return Voter.objects.filter(found, consultation=consultation).first()
