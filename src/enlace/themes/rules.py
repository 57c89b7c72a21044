from django.utils.translation import gettext_lazy as _

from enlace.accounts.parties import ADMINISTRATOR
from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows


@allows(ADMINISTRATOR, COMMAND_LINE, does=_("Import themes into the vocabulary"))
def can_import_themes(user: Anyone | None) -> bool:
    return True
