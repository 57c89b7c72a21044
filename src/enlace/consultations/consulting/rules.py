from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Priority
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT


def _is_untouched(consultation: Consultation) -> bool:
    """Nobody has answered or proposed anything."""
    return not consultation.voters.exists()


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a consultation"))
def can_add_consultation(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change the question, the text, the days and the audience of a consultation"),
    condition=_("its result is not published"),
)
def can_change_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return not consultation.is_published


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Set who answers a consultation, with whose voice, and whether answers carry names"),
    condition=_("it was not opened yet"),
)
def can_set_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.opened_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Copy a consultation into a new one"))
def can_copy_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Open a consultation"), condition=_("it was not opened yet"))
def can_open_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.opened_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Take back the opening of a consultation"),
    condition=_("it is not over, and nobody has answered"),
)
def can_take_back_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.opened_at is not None and not consultation.is_over and _is_untouched(consultation)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Close a consultation before its last day"),
    condition=_("it is open"),
)
def can_close_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_open


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Remove a consultation"),
    condition=_("nobody has answered it, its result is not published, and nothing was adopted from it"),
)
def can_remove_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    adopted = Priority.objects.filter(statement__consultation=consultation.pk)
    return not consultation.is_published and _is_untouched(consultation) and not adopted.exists()


@allows(
    SECRETARIAT,
    does=_("See how many have answered a consultation and, where answers carry names, who"),
    condition=_("it was opened"),
)
def can_see_turnout(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.opened_at is not None
