"""A consultation that is over forgets by which secret its voices were found: no answer leads to anybody any more."""

from enlace.accounts.actions import record
from enlace.consultations.answering.mixing import mix_voices
from enlace.consultations.models import Consultation


def forget_voices(consultation: Consultation) -> None:
    """With the row locked. Anonymous answers lose too their order, and how many statements each voice proposed."""
    if not consultation.salt:
        return
    consultation.salt = ""
    consultation.save(update_fields=["salt"])
    if consultation.is_anonymous:
        mix_voices(consultation)
    record("forget_voices", consultation, by=None)
