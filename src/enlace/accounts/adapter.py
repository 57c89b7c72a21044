from contextlib import AbstractContextManager, nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import url_str_to_user_pk
from django.http import HttpRequest
from django.utils.translation import override

from enlace.accounts.models import User


def language_of(user: User | None) -> AbstractContextManager[Any]:
    """The language of the person, or for nobody the one that is active."""
    return override(user.language) if user else nullcontext()


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with accounts by invitation only and mail, its links too, in the language of the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with language_of(context.get("user")):
            super().send_mail(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        user = User.objects.filter(pk=url_str_to_user_pk(key.partition("-")[0])).first()
        with language_of(user):
            return str(super().get_reset_password_from_key_url(key))
