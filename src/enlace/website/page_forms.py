"""The form of every page in the CMS."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

HOME_DEPTH = 2


def taken_addresses() -> frozenset[str]:
    """What the program itself answers right beneath a language: a page with such an address would never be read."""
    resolver = get_resolver()
    beneath: Any = next(one for one in resolver.url_patterns if isinstance(one.pattern, LocalePrefixPattern))
    first = set()
    for one in beneath.url_patterns:
        routes = [str(one.pattern)] if str(one.pattern) else [str(inner.pattern) for inner in one.url_patterns]
        first |= {route.split("/")[0] for route in routes}
    return frozenset(part for part in first if re.fullmatch(r"[a-z][a-z-]*", part))


class SitePageForm(WagtailAdminPageForm):
    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        beneath_home = self.parent_page is not None and self.parent_page.depth == HOME_DEPTH
        if beneath_home and slug in taken_addresses():
            raise ValidationError(
                _("The program itself answers at “%(address)s”. Choose another address for this page.")
                % {"address": f"/{slug}/"}
            )
        return slug
