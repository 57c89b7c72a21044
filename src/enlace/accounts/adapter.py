from contextlib import AbstractContextManager, nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import url_str_to_user_pk
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext, override

from enlace.accounts.models import User
from enlace.accounts.queries import addresses_of
from enlace.accounts.sessions import end_sessions
from enlace.accounts.tries import CONNECTION, PASSWORDS, forget_tries, is_locked, key_of, take_try

FACTOR_ADDED = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}


def language_of(user: User | None) -> AbstractContextManager[Any]:
    """The language of the person, or for nobody the one that is active."""
    return override(user.language) if user else nullcontext()


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with accounts by invitation only, limits that all processes share, and mail in people's languages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nobody learns from it whether an address has an account: any address is counted alike."""
        super().pre_authenticate(request, **credentials)
        if is_locked(self._connection(request)):
            raise ValidationError(
                gettext("There were too many wrong passwords from your connection. Wait 15 minutes, then try again.")
            )
        if not take_try(key_of("password", credentials.get("email", "")), PASSWORDS):
            raise ValidationError(
                gettext(
                    "There were too many wrong passwords for this address. Wait 15 minutes, or set a new password by "
                    "e-mail, which lets you in at once."
                )
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            forget_tries(key_of("password", credentials.get("email", "")))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        take_try(self._connection(request), CONNECTION)

    def _connection(self, request: HttpRequest) -> str:
        return key_of("connection", self.get_client_ip(request))

    def set_password(self, user: User, password: str) -> None:
        """Who could set a password anew, by mail or signed in, is let in with it."""
        super().set_password(user, password)
        forget_tries(*(key_of("password", address) for address in addresses_of(user)))

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Sessions that began on a password alone do not outlive the day on which a second factor is added."""
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        if template_prefix in FACTOR_ADDED:
            end_sessions(user, but=self.request.session.session_key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with language_of(context.get("user")):
            super().send_mail(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        user = User.objects.filter(pk=url_str_to_user_pk(key.partition("-")[0])).first()
        with language_of(user):
            return str(super().get_reset_password_from_key_url(key))
