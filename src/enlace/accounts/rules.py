from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User

type Anyone = User | AnonymousUser


def can_create_account(user: Anyone | None) -> bool:
    """`None` is the administrator at the machine's own command line."""
    return user is None or (user.is_active and user.is_superuser)


def can_read_audit_log(user: Anyone) -> bool:
    return user.is_active and user.is_superuser
