"""allauth's forms, where a label of theirs cannot be translated or a guess must be counted."""

from collections.abc import Callable

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.tries import CODES, ONCE, forget_tries, key_of, take_try

NAME = _("Name of this key")


class AddKeyForm(keys.AddWebAuthnForm):
    name = forms.CharField(label=NAME, required=False)


class EditKeyForm(keys.EditWebAuthnForm):
    name = forms.CharField(label=NAME)


def counted(user: User, check: Callable[[], str], used: Callable[[], Authenticator]) -> str:
    """The code that `check` accepts. Codes of an app are good once: allauth knows it of its own process only."""
    key = key_of("code", str(user.pk))
    if not take_try(key, CODES):
        raise ValidationError(
            gettext("There were too many wrong codes for this account. Wait 15 minutes, then try again.")
        )
    code = check()
    is_of_app = used().type == Authenticator.Type.TOTP
    if is_of_app and not take_try(key_of("used code", f"{user.pk}:{normalize_user_code(code)}"), ONCE):
        raise get_adapter().validation_error("incorrect_code")
    forget_tries(key)
    return code


class CodeForm(codes.AuthenticateForm):
    def clean_code(self) -> str:
        return counted(self.user, super().clean_code, lambda: self.authenticator)


class CodeAgainForm(codes.ReauthenticateForm):
    def clean_code(self) -> str:
        return counted(self.user, super().clean_code, lambda: self.authenticator)
