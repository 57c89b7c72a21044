from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models, transaction
from wagtail.users.models import UserProfile

from enlace.accounts.models import AuditEntry, User
from enlace.accounts.rules import Anyone, can_activate_account, can_create_account, can_deactivate_account
from enlace.accounts.sessions import end_sessions
from enlace.core.permission import require


def record(
    action: str,
    on: models.Model | type[models.Model],
    *,
    by: Anyone | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one line of the audit log; call it inside the transaction of the change.

    `before` and `after` hold ids and values as JSON, never a person's name or address. `on` is a kind of records where
    many of them are meant at once, as in an export.
    """
    return AuditEntry.objects.create(
        by=by if isinstance(by, User) else None,
        action=action,
        subject_kind=on._meta.label_lower,
        subject_id=str(on.pk) if isinstance(on, models.Model) else "",
        before=dict(before or {}),
        after=dict(after or {}),
    )


@transaction.atomic
def create_account(
    email: str,
    *,
    by: Anyone | None,
    name: str = "",
    language: str = "",
    password: str | None = None,
    is_superuser: bool = False,
) -> User:
    """An account whose address counts as confirmed; without `password` it is entered by a reset link only.

    It gives no rights: these follow from the mandates of the person whose account it is.
    """
    require(can_create_account(by))
    user = open_account(email, name=name, language=language, password=password, is_superuser=is_superuser)
    record("create_account", user, by=by, after={"is_superuser": is_superuser})
    return user


def open_account(
    email: str, *, name: str = "", language: str = "", password: str | None = None, is_superuser: bool = False
) -> User:
    """The rows of an account, for actions that have asked their own rule and that record what it came from."""
    user = User.objects.create_user(
        email,
        password,
        name=name,
        is_superuser=is_superuser,
        **({"language": language} if language else {}),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})
    return user


@transaction.atomic
def deactivate_account(user: User, *, by: Anyone | None) -> User:
    """Nobody signs in with it any more, and whoever is signed in with it is signed out."""
    require(can_deactivate_account(by, user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("deactivate_account", user, by=by, before={"is_active": True}, after={"is_active": False})
    return user


@transaction.atomic
def activate_account(user: User, *, by: Anyone | None) -> User:
    """It is entered again as before; what its person may do follows from their mandates."""
    require(can_activate_account(by, user))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("activate_account", user, by=by, before={"is_active": False}, after={"is_active": True})
    return user
