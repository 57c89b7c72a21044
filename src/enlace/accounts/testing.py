from typing import Any

from enlace.accounts.actions import create_account, record
from enlace.accounts.models import AuditEntry, SignInTries, User
from enlace.accounts.tries import key_of

PASSWORD = "correct horse battery staple"  # noqa: S105


def make_user(email: str = "office@example.org", **overrides: Any) -> User:
    """An account with PASSWORD, in Spanish, without rights; `overrides` are those of `create_account`."""
    return create_account(email, by=None, **({"password": PASSWORD, "language": "es"} | overrides))


def make_sign_in_tries(**overrides: Any) -> SignInTries:
    """One wrong password of somebody."""
    return SignInTries.objects.create(**{"key": key_of("password", "somebody@example.org"), "amount": 1} | overrides)


def make_audit_entry(action: str = "rename", **overrides: Any) -> AuditEntry:
    """A change of an account's office; `overrides` are those of `record`."""
    on = overrides.pop("on", None) or make_user(f"renamed{AuditEntry.objects.count()}@example.org")
    return record(action, on, **({"by": None, "before": {"office": "a"}, "after": {"office": "b"}} | overrides))
