from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment, Target
from enlace.commitments.parties import SPEAKER_OF_PARTY
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT


@allows(SECRETARIAT, COMMAND_LINE, does=_("Import a table of commitments"))
def can_import_commitments(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a target of another framework"))
def can_add_target(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, does=_("Change a target of another framework"))
def can_change_target(user: Anyone | None, target: Target) -> bool:
    return True


@allows(SECRETARIAT, does=_("Remove a target of another framework"), condition=_("no commitment is linked to it"))
def can_remove_target(user: Anyone | None, target: Target) -> bool:
    return not target.commitments.exists()


@allows(SECRETARIAT, SPEAKER_OF_PARTY, does=_("Say which targets of other frameworks a commitment serves"))
def can_link_target(user: Anyone | None, commitment: Commitment) -> bool:
    return True
