from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from enlace.accounts.rules import has_second_factor


class SecondFactorMiddleware:
    """Nobody enters the CMS on a password alone: who has no second factor is sent to set one up.

    Asked at every request, since a factor can be removed while a session lasts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path.startswith(settings.CMS_PATH)
            and request.user.is_authenticated
            and not has_second_factor(request.user)
        ):
            return redirect(reverse("mfa_index") + "?needed=cms")
        return self.get_response(request)
