from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import override


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with accounts by invitation only and mail in the language of the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user")
        with override(getattr(user, "language", None) or getattr(context.get("request"), "LANGUAGE_CODE", None)):
            super().send_mail(template_prefix, email, context)
