"""Who may give: everybody. What the policy refuses is no question of who asks, but of what the form says."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import allows
from enlace.giving.parties import EVERYBODY


@allows(EVERYBODY, does=_("Give, once or monthly, unless the policy of gifts refuses it"))
def can_give(user: Anyone | None) -> bool:
    return True
