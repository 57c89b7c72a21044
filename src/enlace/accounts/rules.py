from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.parties import ADMINISTRATOR
from enlace.core.permission import COMMAND_LINE, allows

type Anyone = User | AnonymousUser

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""Recovery codes alone are none."""


def has_second_factor(user: Anyone) -> bool:
    """Whether a password alone does not open the rights of `user`; always true where the installation asks for none.

    allauth asks for the second factor at sign-in wherever one exists, and adding the first ends all other sessions, so
    that having one is having used it. Asked once for each user object, as their roles are.
    """
    if not settings.ENLACE_REQUIRE_SECOND_FACTOR:
        return True
    if not isinstance(user, User):
        return False
    kept: dict[str, bool] = user.__dict__
    if "_has_second_factor" not in kept:
        kept["_has_second_factor"] = is_mfa_enabled(user, FACTORS)
    return kept["_has_second_factor"]


@allows(ADMINISTRATOR, COMMAND_LINE, does=_("Open an account without an invitation"))
def can_create_account(user: Anyone | None) -> bool:
    return True


@allows(ADMINISTRATOR, COMMAND_LINE, does=_("Deactivate an account"), condition=_("it is active, and not one's own"))
def can_deactivate_account(user: Anyone | None, account: User) -> bool:
    return account.is_active and (user is None or user.pk != account.pk)


@allows(ADMINISTRATOR, COMMAND_LINE, does=_("Open an account again"), condition=_("it was deactivated, and not erased"))
def can_activate_account(user: Anyone | None, account: User) -> bool:
    return not account.is_active and not account.is_erased
