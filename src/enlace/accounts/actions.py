from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import models, transaction
from wagtail.users.models import UserProfile

from enlace.accounts.models import AuditEntry, User
from enlace.accounts.rules import Anyone, can_create_account
from enlace.core.permission import require


def record(
    action: str,
    on: models.Model,
    *,
    by: Anyone | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one line of the audit log; call it inside the transaction of the change.

    `before` and `after` hold ids and values as JSON, never a person's name or address.
    """
    return AuditEntry.objects.create(
        by=by if isinstance(by, User) else None,
        action=action,
        subject_kind=on._meta.label_lower,
        subject_id=str(on.pk),
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
    groups: Iterable[str] = (),
    is_superuser: bool = False,
) -> User:
    """An account whose address counts as confirmed; without `password` it is entered by a reset link only.

    Members of any group may enter the CMS. Raises Group.DoesNotExist for an unknown group.
    """
    require(can_create_account(by))
    user = User.objects.create_user(
        email,
        password,
        name=name,
        is_superuser=is_superuser,
        is_staff=is_superuser or bool(list(groups)),
        **({"language": language} if language else {}),
    )
    user.groups.set([Group.objects.get(name=group) for group in groups])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})
    record("create_account", user, by=by, after={"groups": sorted(groups), "is_superuser": is_superuser})
    return user
