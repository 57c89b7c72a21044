from typing import Any

from enlace.accounts.actions import create_account
from enlace.accounts.models import User

PASSWORD = "correct horse battery staple"  # noqa: S105


def make_user(email: str = "office@example.org", *groups: str, **overrides: Any) -> User:
    """An account with PASSWORD, in Spanish, in `groups`; `overrides` are those of `create_account`."""
    return create_account(email, by=None, groups=groups, **({"password": PASSWORD, "language": "es"} | overrides))


def make_editor(email: str = "editor@example.org", **overrides: Any) -> User:
    return make_user(email, "Editors", **overrides)


def make_secretary(email: str = "secretary@example.org", **overrides: Any) -> User:
    return make_user(email, "Secretariat", **overrides)
