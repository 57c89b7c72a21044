"""Themes added, changed, merged and removed by the secretariat. The slug is set once and never changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.themes.editing.checking import check_broader, check_label
from enlace.themes.editing.revisions import exchange_in_drafts
from enlace.themes.models import Theme
from enlace.themes.rules import can_add_theme, can_change_theme, can_merge_theme, can_remove_theme
from enlace.themes.slugs import free_slug
from enlace.themes.terms import tidy_label, tidy_terms, tidy_text
from enlace.themes.used import pointers

FIELDS = ("label", "terms", "definition", "broader", "related")


@transaction.atomic
def add_theme(*, by: Anyone | None, **fields: Any) -> Theme:
    """Of FIELDS; `related` takes themes. Raises ValidationError by field."""
    require(can_add_theme(by))
    _lock()
    theme = Theme()
    _set(theme, {"label": {}} | fields)
    taken = set(Theme.objects.values_list("slug", flat=True))
    former = Theme.objects.values_list("former_slugs", flat=True)
    theme.slug = free_slug(theme.label, taken | {slug for slugs in former for slug in slugs})
    _save(theme, fields)
    record("add_theme", theme, by=by, after=_facts(theme, FIELDS))
    return theme


@transaction.atomic
def change_theme(theme: Theme, *, by: Anyone | None, **fields: Any) -> Theme:
    """Set the FIELDS given. Raises ValidationError by field."""
    _lock()
    theme = Theme.objects.get(pk=theme.pk)
    require(can_change_theme(by, theme))
    before = _facts(theme, FIELDS)
    _set(theme, fields)
    _save(theme, fields)
    after = _facts(theme, FIELDS)
    changed = [name for name in FIELDS if before.get(name) != after.get(name)]
    if changed:
        record("change_theme", theme, by=by, before=_some(before, changed), after=_some(after, changed))
    return theme


@transaction.atomic
def merge_theme(theme: Theme, *, into: Theme, by: Anyone | None) -> int:
    """What is tagged with one is tagged with the other, whose alternative labels gain its names, and whose page its
    address leads to; how many records were moved."""
    _lock()
    theme, into = Theme.objects.get(pk=theme.pk), Theme.objects.get(pk=into.pk)
    require(can_merge_theme(by, theme, into))
    moved = _move_tags(theme, into)
    exchange_in_drafts(theme, into)
    Theme.objects.filter(broader=theme).update(broader=into)
    into.related.add(*theme.related.exclude(pk=into.pk))
    into.terms = list(tidy_terms(into.label, [*into.terms, theme.label, *theme.terms]))
    into.former_slugs = sorted({*into.former_slugs, *theme.former_slugs, theme.slug})
    into.save()
    after = {"into": into.pk, "records": moved}
    record("merge_theme", theme, by=by, before={"slug": theme.slug, "label": dict(theme.label)}, after=after)
    record("change_theme", into, by=by, after={"merged": theme.slug})
    theme.delete()
    return moved


@transaction.atomic
def remove_theme(theme: Theme, *, by: Anyone | None) -> None:
    """One that nothing uses."""
    _lock()
    theme = Theme.objects.get(pk=theme.pk)
    require(can_remove_theme(by, theme))
    record("remove_theme", theme, by=by, before={"slug": theme.slug, "label": dict(theme.label)})
    theme.delete()


def _lock() -> None:
    """The vocabulary is changed by one at a time: names and places are compared with all others."""
    list(Theme.objects.select_for_update().order_by("pk").values_list("pk"))


def _set(theme: Theme, fields: Mapping[str, Any]) -> None:
    if "label" in fields:
        theme.label = Texts(tidy_label(fields["label"]))
        check_label(theme, theme.label)
    if "definition" in fields:
        theme.definition = Texts({key: tidy_text(text) for key, text in fields["definition"].items()})
    if "terms" in fields or "label" in fields:
        theme.terms = list(tidy_terms(theme.label, fields.get("terms", theme.terms)))
    if "broader" in fields:
        check_broader(theme, fields["broader"])
        theme.broader = fields["broader"]


def _save(theme: Theme, fields: Mapping[str, Any]) -> None:
    theme.full_clean()
    theme.save()
    if "related" in fields:
        theme.related.set(one for one in fields["related"] if one.pk != theme.pk)


def _facts(theme: Theme, names: Iterable[str]) -> dict[str, Any]:
    values = {
        "label": dict(theme.label),
        "terms": [dict(term) for term in theme.terms],
        "definition": dict(theme.definition),
        "broader": theme.broader_id,
        "related": sorted(theme.related.values_list("pk", flat=True)),
    }
    return {name: values[name] for name in names if values[name]}


def _some(facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: facts[name] for name in names if name in facts}


def _move_tags(theme: Theme, into: Theme) -> int:
    """A record that has both keeps the other once."""
    moved = 0
    for one in pointers():
        rows = one.rows(theme)
        if one.other:
            both = one.rows(into).values(one.other)
            rows.filter(**{f"{one.other}__in": both}).delete()
        moved += one.rows(theme).update(**{one.column: into.pk})
    return moved
