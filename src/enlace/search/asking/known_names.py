"""The vocabulary's labels and the names of what a search is filtered by, as they are now; everybody may read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from enlace.accounts.models import AuditEntry
from enlace.library.models import Collection
from enlace.search.asking.theme_labels import ThemeLabels
from enlace.themes.models import Theme

type Names = Mapping[str, Mapping[str, str]]
"""By slug: the name in each language."""


@dataclass(frozen=True)
class KnownNames:
    labels: ThemeLabels = field(default_factory=lambda: ThemeLabels(()))
    themes: Names = field(default_factory=dict)
    collections: Names = field(default_factory=dict)


_known: tuple[object, KnownNames] = (None, KnownNames())


def known_names() -> KnownNames:
    """Read again when the audit log goes on, since each change to a theme or a collection is in it."""
    global _known
    standing = _standing()
    if _known[0] != standing:
        _known = standing, _read()
    return _known[1]


def _standing() -> tuple[object, ...]:
    tables = [model._meta.db_table for model in (AuditEntry, Theme, Collection)]
    log, *others = tables
    counts = ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in others)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT MAX(id) FROM {log}), {counts}")  # noqa: S608
        return tuple(cursor.fetchone())


def _read() -> KnownNames:
    themes = Theme.objects.visible_to(AnonymousUser()).order_by("slug").values_list("slug", "label", "terms")
    shelves = Collection.objects.visible_to(AnonymousUser()).order_by("slug").values_list("slug", "name")
    rows = list(themes)
    return KnownNames(
        ThemeLabels(tuple((label, *terms) for _slug, label, terms in rows)),
        {slug: label for slug, label, _terms in rows},
        dict(shelves),
    )
