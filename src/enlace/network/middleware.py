from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from enlace.accounts.rules import has_second_factor
from enlace.core.languages import language_codes
from enlace.network.roles import roles_of


class SecondFactorMiddleware:
    """The secretariat, validators, editors and everybody in the CMS reach nothing of theirs on a password alone.

    Asked at every request, since mandates begin, and a factor can be removed, while a session lasts. Until there is
    one, only the pages of one's own account answer, to add it; what they are made of is shown as to anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.account_pages = tuple(f"/{code}/accounts/" for code in language_codes())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.ENLACE_REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
            return self.get_response(request)
        if request.path_info.startswith(self.account_pages):
            return self.get_response(request)
        in_cms = request.path_info.startswith(settings.CMS_PATH)
        if not (in_cms or roles_of(request.user).needs_second_factor) or has_second_factor(request.user):
            return self.get_response(request)
        if request.path_info.startswith(settings.PARTS_OF_PAGES) or _is_invitation(request):
            request.user = AnonymousUser()
            return self.get_response(request)
        return redirect(f"{reverse('mfa_index')}?needed={'cms' if in_cms else 'role'}")


def _is_invitation(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name == "network:invitation"
    except Resolver404:
        return False
