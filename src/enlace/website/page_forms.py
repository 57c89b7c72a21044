"""The form of every page in the CMS."""

import re
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from enlace.meetings.models import Meeting

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


class NewsPageForm(SitePageForm):
    """Offers the meetings that the editor may see, and the one that was chosen before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "meeting" in self.fields:
            seen = Meeting.objects.visible_to(self.for_user or AnonymousUser())
            offered = Q(pk__in=seen.values("pk")) | Q(pk=self.instance.meeting_id)
            self.fields["meeting"].queryset = Meeting.objects.filter(offered)
