from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT
from enlace.themes.models import Theme
from enlace.themes.used import is_used


@allows(SECRETARIAT, COMMAND_LINE, does=_("Import themes into the vocabulary"))
def can_import_themes(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a theme to the vocabulary"))
def can_add_theme(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Change a theme, or its place in the vocabulary"))
def can_change_theme(user: Anyone | None, theme: Theme) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Merge a theme into another"),
    condition=_("the other is another one, and does not stand beneath it"),
)
def can_merge_theme(user: Anyone | None, theme: Theme, *into: Theme) -> bool:
    """Without the other: whether they may merge it into some."""
    return not into or (into[0].pk != theme.pk and theme.pk not in into[0].ids_above())


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Remove a theme from the vocabulary"),
    condition=_("nothing is tagged with it, and no theme stands beneath it"),
)
def can_remove_theme(user: Anyone | None, theme: Theme) -> bool:
    return not is_used(theme)
