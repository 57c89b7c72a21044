"""How a person of the directory comes to an account. The audit log gets ids and dates, never an address."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import open_account, record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.network.invitation_mail import mail_access, mail_invitation
from enlace.network.invitations import InvitationClosed, account_with, new_token, open_invitation
from enlace.network.models import Invitation, Person, hashed
from enlace.network.rules import can_invite, can_withdraw_invitation


@dataclass(frozen=True)
class Invited:
    """`token` is what the link ends in. Both are empty where the person's address had an account: it is theirs now."""

    invitation: Invitation | None = None
    token: str = ""


@transaction.atomic
def invite(person: Person, *, by: Anyone | None) -> Invited:
    """Send the person a link to open an account; links sent before stop working.

    Raises ValidationError where an account has the address but is another person's, or is not active.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(can_invite(by, person))
    account = account_with(person.email)
    if account:
        _give_access(person, account, by=by)
        return Invited()
    withdraw_open_invitations(person, by=by)
    token = new_token(person)
    invitation = Invitation.objects.create(
        person=person,
        token_hash=hashed(token),
        expires_at=now() + timedelta(days=settings.ENLACE_INVITATION_DAYS),
        by=by if isinstance(by, User) else None,
    )
    facts = {"person": person.pk, "expires_at": invitation.expires_at.isoformat()}
    record("invite", invitation, by=by, after=facts)
    mail_invitation(invitation, token)
    return Invited(invitation, token)


def _give_access(person: Person, account: User, *, by: Anyone | None) -> None:
    if not account.is_active:
        raise ValidationError(_("There is an account with this address, but it is deactivated: ask the administrator."))
    if Person.objects.filter(user=account).exists():
        raise ValidationError(
            _("The account with this address belongs to another person of the directory: correct the address first.")
        )
    person.user = account
    person.save(update_fields=["user"])
    record("give_access", person, by=by, after={"account": account.pk})
    mail_access(person)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Anyone | None) -> Invitation:
    """Its link stops working."""
    require(can_withdraw_invitation(by, invitation))
    return _withdraw(invitation, by=by)


def withdraw_open_invitations(person: Person, *, by: Anyone | None) -> int:
    """For actions that make their links worthless, and have asked their own rule; how many there were."""
    return len([_withdraw(one, by=by) for one in Invitation.objects.open(now()).filter(person=person)])


def _withdraw(invitation: Invitation, *, by: Anyone | None) -> Invitation:
    moment = now()
    if not Invitation.objects.open(moment).filter(pk=invitation.pk).update(withdrawn_at=moment):
        raise ValidationError(_("This invitation was accepted or withdrawn in the meantime."))
    invitation.withdrawn_at = moment
    record("withdraw_invitation", invitation, by=by, after={"person": invitation.person_id})
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, password: str, language: str) -> User:
    """The account, open from now on; of those who come with the same link at once, one gets it.

    Raises InvitationClosed, and ValidationError for a password that is too weak.
    """
    invitation = open_invitation(token)
    if invitation is None:
        raise InvitationClosed
    person, moment = invitation.person, now()
    try:
        validate_password(password, User(email=person.email, name=person.name))
    except ValidationError as error:
        raise ValidationError({"password": error.error_list}) from error
    if not Invitation.objects.open(moment).filter(pk=invitation.pk).update(accepted_at=moment):
        raise InvitationClosed
    if account_with(person.email):
        raise ValidationError(
            _("There is an account with your address by now. Sign in with it, and ask the secretariat for access.")
        )
    user = open_account(person.email, language=language, password=password)
    Person.objects.filter(pk=person.pk).update(user=user, language=language)
    record("create_account", user, by=user, after={"is_superuser": False})
    record("accept_invitation", invitation, by=user, after={"person": person.pk, "account": user.pk})
    return user
