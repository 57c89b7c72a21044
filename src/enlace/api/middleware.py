from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import override

from enlace.api.answering import finished
from enlace.api.problems import not_there
from enlace.core.languages import default_language, language_codes
from enlace.website.accept_language import best_language

HOME = "/api/"
HARVESTED = "/oai"


class OpenDataMiddleware:
    """What stands beneath /api/, and what harvesters ask at /oai, has no reader: whoever asks is nobody, so that
    nothing can be shown to one alone.

    It answers here, before sessions, languages in addresses and redirects: none of them is asked, no cookie is read and
    none set. The page at /api/ itself is a page as others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        beneath = request.path_info.startswith(HOME) and request.path_info != HOME
        if not beneath and request.path_info != HARVESTED:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.user = AnonymousUser()
        wanted = best_language(request.headers.get("Accept-Language", ""), language_codes())
        with override(wanted or default_language()):
            try:
                found = request.resolver_match = resolve(request.path_info)
            except Resolver404:
                return finished(request, not_there(request))
            return found.func(request, *found.args, **found.kwargs)
