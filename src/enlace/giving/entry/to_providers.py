from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http.response import HttpResponseBase
from django.views.decorators.csp import csp_override

from enlace.giving.providers.configured import providers


def to_providers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The forms of this view may lead to the hosted pages of all providers that are on: browsers ask that of the page
    that holds the form, also where our own answer sends the donor on."""

    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        origins = [origin for one in providers().values() for origin in one.origins]
        known = cast("dict[str, list[str]]", settings.SECURE_CSP)
        policy = known | {"form-action": [*known["form-action"], *origins]}
        return csp_override(policy)(view)(*args, **kwargs)

    return allowed
