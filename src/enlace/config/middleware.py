from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language


class CmsPolicyMiddleware:
    """The CMS alone runs inline script and style; every other page keeps the strict policy of the settings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.CMS_PATH):
            response._csp_config = settings.CMS_CSP  # type: ignore[attr-defined]
        return response


class LanguageMiddleware(LocaleMiddleware):
    """What a view at the root did not find is not there: Django's own would send the reader on to look for a page of
    that name beneath their language."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        match = request.resolver_match
        if response.status_code != 404 or match is None or match.namespace != "publications":
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", get_language())
        return response
