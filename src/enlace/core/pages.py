from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> TemplateResponse:
    """Answer with a whole page or, when htmx asks and `partial` is named, with that partial of the template alone.

    htmx asks for the whole page where it restores one from the browser's history.
    """
    asks_for_part = request.headers.get("HX-Request") and request.headers.get("HX-Request-Type") != "full"
    name = f"{template}#{partial}" if partial and asks_for_part else template
    response = TemplateResponse(request, name, dict(context or {}), status=status)
    if partial:
        patch_vary_headers(response, ["HX-Request"])
    return response


def layout_for(request: HttpRequest) -> str:
    """Who is signed in stays in the workspace; others read on the public site."""
    return "ui/workspace.html" if request.user.is_authenticated else "ui/base.html"
