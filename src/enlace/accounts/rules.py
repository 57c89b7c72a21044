from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User

type Anyone = User | AnonymousUser


def has_second_factor(user: Anyone) -> bool:
    """Whether a password alone does not open the rights of `user`; always true where the installation asks for none.

    allauth asks for the second factor at sign-in wherever one exists, so that having one is having used it.
    """
    return not settings.ENLACE_REQUIRE_SECOND_FACTOR or (isinstance(user, User) and is_mfa_enabled(user))


def can_create_account(user: Anyone | None) -> bool:
    """`None` is the administrator at the machine's own command line."""
    return user is None or (user.is_active and user.is_superuser)
