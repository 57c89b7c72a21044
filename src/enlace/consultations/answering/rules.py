"""Who answers. A voice is proved here, so that no page can lend one: it is either that of the user, or sealed."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.confirmations import is_confirmed
from enlace.consultations.answering.voices import Voice, voice_of
from enlace.consultations.models import AnsweredBy, Consultation
from enlace.consultations.parties import ANSWERER
from enlace.core.permission import Party, allows

NOT_SIGNED_IN = Party(_("whoever is not signed in"), lambda user, *things: not user.is_authenticated)


def _has_confirmed(user: Anyone, consultation: Consultation, voice: Voice | None = None) -> bool:
    return not user.is_authenticated and voice is not None and is_confirmed(voice, consultation)


CONFIRMED = Party(_("whoever is not signed in and confirmed an e-mail address"), _has_confirmed)


@allows(
    ANSWERER,
    CONFIRMED,
    does=_("Answer a consultation"),
    condition=_("it is open, and the voice is one's own"),
)
def can_answer_consultation(user: Anyone | None, consultation: Consultation, voice: Voice | None = None) -> bool:
    """Without `voice`: whether `user` has one at all. An e-mail voice is proved by its seal (`CONFIRMED`)."""
    if user is None or not consultation.is_open:
        return False
    return voice is None or not user.is_authenticated or voice == voice_of(user, consultation)


@allows(
    NOT_SIGNED_IN,
    does=_("Confirm an e-mail address to answer a consultation"),
    condition=_("it is open, and everybody may answer"),
)
def can_join_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_open and consultation.answered_by == AnsweredBy.PUBLIC
