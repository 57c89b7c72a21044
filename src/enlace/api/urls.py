"""Beneath /api/, in no language. The names of parameters tell the record: `commitment_id`, `state_code`."""

from typing import Any

from django.urls import URLPattern, include, path

from enlace.api import views
from enlace.api.answering import answered
from enlace.api.v1 import v1


def _ours(pattern: Any) -> URLPattern:
    return path(str(pattern.pattern), answered(pattern.callback), name=pattern.name)


patterns, _library, namespace = v1.urls
app_name = "api"
urlpatterns = [
    path("", views.resources, name="resources"),
    path("v1/", include(([_ours(one) for one in patterns], "ninja"), namespace=namespace)),
]
