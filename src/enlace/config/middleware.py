from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class CmsPolicyMiddleware:
    """The CMS alone runs inline script and style; every other page keeps the strict policy of the settings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.CMS_PATH):
            response._csp_config = settings.CMS_CSP  # type: ignore[attr-defined]
        return response
