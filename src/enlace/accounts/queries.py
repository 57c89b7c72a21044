from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import User


def first_password_address(user: User) -> str:
    """The address of a reset link for `user`, in their language: works once and for PASSWORD_RESET_TIMEOUT."""
    with override(user.language):
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": key.split("-")[0], "key": key.split("-", 1)[1]}
        )
    return settings.BASE_URL + path


def addresses_of(user: User) -> set[str]:
    """Every e-mail address with which `user` signs in."""
    return {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
