"""What an account holds of somebody, taken out. The row stays, for the logs name it by its number."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry, PageSubscription, UploadedFile
from wagtail.users.models import UserProfile

from enlace.accounts.models import User
from enlace.accounts.queries import addresses_of
from enlace.accounts.sessions import end_sessions
from enlace.accounts.tries import forget_tries, key_of


def erase_account(user: User) -> None:
    """Call it in the transaction of an action that asked its rule: nobody enters again, no name or address is left."""
    addresses = addresses_of(user)
    forget_tries(*(key_of("password", address) for address in addresses), key_of("code", str(user.pk)))
    end_sessions(user)
    _end_unlisted_sessions(user, addresses)
    _remove_profile(user)
    _remove_uploads(user)
    for held in (EmailAddress, Authenticator, EditingSession, FormState, APIToken, PageSubscription):
        held._default_manager.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.name, user.last_login = user.address_once_erased, "", None
    user.is_active = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    kind = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(label=user.address_once_erased)


def _end_unlisted_sessions(user: User, addresses: set[str]) -> None:
    """Sessions that nothing lists: of an older sign-in, or of one that was begun and not finished."""
    for session in Session.objects.iterator():
        held = session.get_decoded()
        if held.get("_auth_user_id") == str(user.pk) or _names(held, addresses):
            session.delete()


def _names(held: Any, addresses: set[str]) -> bool:
    text = str(held).casefold()
    return any(address.casefold() in text for address in addresses)


def _remove_profile(user: User) -> None:
    for profile in UserProfile.objects.filter(user=user):
        _remove_after_commit(profile.avatar)
        profile.delete()


def _remove_uploads(user: User) -> None:
    """What they began to upload to the CMS and did not finish."""
    for upload in UploadedFile.objects.filter(uploaded_by_user=user):
        _remove_after_commit(upload.file)
        upload.delete()


def _remove_after_commit(file: Any) -> None:
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))
