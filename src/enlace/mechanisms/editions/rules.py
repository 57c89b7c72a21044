from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.mechanisms.models import Edition
from enlace.network.parties import SECRETARIAT


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add an edition of the register of mechanisms"))
def can_add_edition(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change the title of an edition, and until when states answer"),
    condition=_("it is not closed"),
)
def can_change_edition(user: Anyone | None, edition: Edition) -> bool:
    return edition.closed_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Remove an edition"), condition=_("it was not opened yet"))
def can_remove_edition(user: Anyone | None, edition: Edition) -> bool:
    return edition.opened_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Open an edition, so that states get their questionnaires"),
    condition=_("it was not opened yet"),
)
def can_open_edition(user: Anyone | None, edition: Edition) -> bool:
    return edition.opened_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Close an edition, which then never changes"),
    condition=_("it is open"),
)
def can_close_edition(user: Anyone | None, edition: Edition) -> bool:
    return edition.is_open


@allows(
    SECRETARIAT,
    does=_("See what an edition has changed so far"),
    condition=_("it is open; once it is closed, everybody sees it"),
)
def can_see_changes_so_far(user: Anyone, edition: Edition) -> bool:
    return edition.is_open
