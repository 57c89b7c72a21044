"""Who keeps the register: the secretariat, and the command line. The states answer questionnaires."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.mechanisms.models import Mechanism
from enlace.network.parties import SECRETARIAT

KEEPERS = (SECRETARIAT, COMMAND_LINE)


@allows(*KEEPERS, does=_("Add a national mechanism to the register"))
def can_add_mechanism(user: Anyone | None) -> bool:
    return True


@allows(*KEEPERS, does=_("Change what the register says of a national mechanism"))
def can_change_mechanism(user: Anyone | None, mechanism: Mechanism) -> bool:
    return True


@allows(*KEEPERS, does=_("Erase a file of the legal instrument of a national mechanism"))
def can_erase_mechanism_file(user: Anyone | None, mechanism: Mechanism) -> bool:
    return True


@allows(
    *KEEPERS,
    does=_("Publish a national mechanism in the register"),
    condition=_("the mechanism is a draft, or was withdrawn"),
)
def can_publish_mechanism(user: Anyone | None, mechanism: Mechanism) -> bool:
    return not mechanism.is_published


@allows(*KEEPERS, does=_("Withdraw a national mechanism from the register"), condition=_("the mechanism is published"))
def can_withdraw_mechanism(user: Anyone | None, mechanism: Mechanism) -> bool:
    return mechanism.is_published


@allows(
    *KEEPERS,
    does=_("Remove a national mechanism with its files"),
    condition=_("it was never published, and no edition asked or told of it"),
)
def can_remove_mechanism(user: Anyone | None, mechanism: Mechanism) -> bool:
    return mechanism.published_at is None and not has_history(mechanism)


def has_history(mechanism: Mechanism) -> bool:
    """Whether an edition asked its state about it, or told of it."""
    return mechanism.questionnaires.exists() or mechanism.entries.exists()
