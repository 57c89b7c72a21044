"""Whole addresses of what the open data name: here, and of the pages for people in each language."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from enlace.api.shapes import Links
from enlace.core.languages import default_language, language_codes


class Addresses:
    """As whoever asks reached this site."""

    def __init__(self, request: HttpRequest) -> None:
        self.site = request.build_absolute_uri("/").rstrip("/")

    def here(self, name: str, *args: Any) -> str:
        return self.site + reverse(f"api:v1:{name}", args=args)

    def html(self, name: str, *args: Any) -> dict[str, str]:
        return {code: self.page(name, *args, language=code) for code in language_codes()}

    def page(self, name: str, *args: Any, language: str = "") -> str:
        with override(language or default_language()):
            return self.site + reverse(name, args=args)

    def links(self, name: str, key: Any, page: str = "") -> Links:
        """`page` names the page for people, which takes the same key."""
        return Links(self=self.here(name, key), html=self.html(page, key) if page else {})
