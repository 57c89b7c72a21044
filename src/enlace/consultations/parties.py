"""The parties of consultations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.voices import voice_of
from enlace.consultations.models import Consultation, Statement
from enlace.core.permission import Party
from enlace.network.roles import roles_of


def consultation_of(thing: Any) -> Consultation:
    return thing.consultation if isinstance(thing, Statement) else thing


def _has_a_voice(user: Anyone, *things: Any) -> bool:
    return bool(things) and voice_of(user, consultation_of(things[0])) is not None


ANSWERER = Party(_("who has a voice in the consultation"), _has_a_voice)
ACTING_MEMBER = Party(
    _("focal point or alternate of a state"),
    lambda user, *things: any(roles_of(user).acts_for(state) for state in roles_of(user).states),
)
