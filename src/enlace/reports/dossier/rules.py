"""Who makes the dossier of a state: those who hold a role for it, because its drafts stand in it.

Not the secretariat, which reads no draft of a state; the command line, for whoever has the database anyway.
"""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.models import State
from enlace.network.parties import OWN_FOCAL_POINT, OWN_VALIDATOR


@allows(
    OWN_FOCAL_POINT,
    OWN_VALIDATOR,
    COMMAND_LINE,
    does=_("Make the handover dossier of one's state"),
    condition=_("it is a member today"),
)
def can_make_dossier(user: Anyone | None, state: State) -> bool:
    return State.objects.members().filter(pk=state.pk).exists()
