"""With whose eyes the command line searches: the public's, those of an account, or of whoever plays a part today."""

from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.network.models import Mandate, Role
from enlace.network.roles import roles_of

PUBLIC = "public"
PARTS = (PUBLIC, *Role.values)


class NobodyPlaysIt(Exception):
    """There is no such account, or nobody has this part today."""


def reader_as(part: str) -> Anyone:
    """`part` is one of PARTS or an e-mail address."""
    if part == PUBLIC:
        return AnonymousUser()
    if part in Role.values:
        return _whoever_plays(part)
    if "@" not in part:
        raise NobodyPlaysIt(f"“{part}” is no role. Roles are {', '.join(PARTS)}; an e-mail address is one too.")
    user = User.objects.filter(email__iexact=part, is_active=True).first()
    if user is None:
        raise NobodyPlaysIt(f"There is no account for {part}.")
    return user


def _whoever_plays(role: str) -> User:
    days = Mandate.objects.on(today()).filter(role=role, person__user__is_active=True)
    for user in User.objects.filter(person__mandates__in=days).order_by("pk").distinct():
        if any(part.role == role for part in roles_of(user).parts):
            return user
    raise NobodyPlaysIt(f"Nobody with an account is {role} today, so nobody's eyes can be lent.")
