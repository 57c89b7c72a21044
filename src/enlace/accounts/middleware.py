from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from enlace.accounts.models import User


class SecondFactorMiddleware:
    """Nobody enters the CMS on a password alone: who has no second factor is sent to set one up.

    allauth asks for the second factor at sign-in wherever one exists, so that having one is having used it.
    Asked at every request, since a factor can be removed while a session lasts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.ENLACE_REQUIRE_SECOND_FACTOR
            and request.path.startswith(settings.CMS_PATH)
            and isinstance(request.user, User)
            and not is_mfa_enabled(request.user)
        ):
            return redirect(reverse("mfa_index") + "?needed=cms")
        return self.get_response(request)
