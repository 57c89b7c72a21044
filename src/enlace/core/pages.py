from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> TemplateResponse:
    """Answer with a whole page or, when htmx asks and `partial` is named, with that partial of the template alone."""
    name = f"{template}#{partial}" if partial and request.headers.get("HX-Request") else template
    return TemplateResponse(request, name, dict(context or {}), status=status)
