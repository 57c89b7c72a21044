from enlace.accounts.rules import Anyone


def can_import_themes(user: Anyone | None) -> bool:
    """`None` is the administrator at the machine's own command line."""
    return user is None or (user.is_active and user.is_superuser)
