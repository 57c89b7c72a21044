"""Which sources have changed since what was written after them.

Publishing a page again without a change makes no translation older, so what a date suggests the words decide.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationSource

ASIDE = frozenset({"slug", "show_in_menus"})
"""Fields whose change concerns no translator."""


@dataclass(frozen=True)
class Suspicion:
    """That `page` changed after it was translated: by its date it did."""

    page: int
    model: int
    """The content type of the page."""

    revision: int | None
    """What is live now, or the latest draft of a page that is not."""

    since: datetime | None = None
    """When the independent text was written, or …"""

    source: int | None = None
    """… the frozen source of the translation."""


def changed(suspicions: Iterable[Suspicion]) -> set[Suspicion]:
    """Those that are true. At most four queries, however many there are."""
    cases = [one for one in suspicions if one.revision is not None]
    earlier = _revisions_before([one for one in cases if one.source is None])
    contents = _contents({one.revision for one in cases} | set(earlier.values()))
    frozen = {
        pk: json.loads(content)
        for pk, content in TranslationSource.objects.filter(
            pk__in={one.source for one in cases if one.source}
        ).values_list("pk", "content_json")
    }
    then = {one: frozen.get(one.source) if one.source else contents.get(earlier.get(one, 0)) for one in cases}
    return {one for one in cases if _words(one, contents.get(one.revision or 0)) != _words(one, then[one])}


def _revisions_before(cases: list[Suspicion]) -> dict[Suspicion, int]:
    """For each case the revision that stood when the independent text was written."""
    if not cases:
        return {}
    kept: dict[str, list[tuple[datetime, int]]] = {}
    revisions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in={str(one.page) for one in cases}
    )
    for page, made, pk in revisions.order_by("created_at").values_list("object_id", "created_at", "pk"):
        kept.setdefault(page, []).append((made, pk))
    stood = {one: [pk for made, pk in kept.get(str(one.page), []) if one.since and made <= one.since] for one in cases}
    return {one: pks[-1] for one, pks in stood.items() if pks}


def _contents(revisions: Iterable[int | None]) -> dict[int, Mapping[str, Any]]:
    return dict(Revision.objects.filter(pk__in=set(revisions)).values_list("pk", "content"))


def _words(case: Suspicion, content: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if content is None else {name: content.get(name) for name in _fields(case.model)}


@cache
def _fields(model: int) -> frozenset[str]:
    kind = ContentType.objects.get_for_id(model).model_class()
    return frozenset(field.field_name for field in get_translatable_fields(kind)) - ASIDE
