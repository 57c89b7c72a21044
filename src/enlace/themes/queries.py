from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from enlace.accounts.rules import Anyone
from enlace.core.languages import Language, languages
from enlace.core.plain import plain
from enlace.themes.exchange.reading import own_base
from enlace.themes.models import Theme
from enlace.themes.tree import line_above


def glossary(source: str, target: str) -> dict[str, str]:
    """Each label of `source` and the one of `target` that translates it: preferred for preferred, and alternative for
    alternative where the term has both. Where two themes differ, a preferred label goes before an alternative."""
    terms: dict[str, str] = {}
    labels: dict[str, str] = {}
    for theme in Theme.objects.all():
        for term in theme.terms:
            if source in term and target in term:
                terms.setdefault(term[source], term[target])
        if source in theme.label and target in theme.label:
            labels[theme.label[source]] = theme.label[target]
    return terms | labels


@dataclass(frozen=True)
class Labels:
    """What a theme is called in one language."""

    language: Language
    label: str
    alternatives: list[str]


@dataclass(frozen=True)
class ShownTheme:
    """`above` begins with the area. `address` is the one that never changes, whatever the language."""

    labels: list[Labels]
    above: list[Theme]
    narrower: list[Theme]
    related: list[Theme]
    address: str


def found_theme(slug: str, user: Anyone) -> Theme:
    """The theme of this address, or the one into which it was merged. Raises Http404."""
    seen = Theme.objects.visible_to(user).select_related("broader")
    found = seen.filter(slug=slug).first()
    if found is None:
        found = next((one for one in seen.exclude(former_slugs=[]) if slug in one.former_slugs), None)
    if found is None:
        raise Http404
    return found


def shown_theme(theme: Theme, user: Anyone) -> ShownTheme:
    """Two queries."""
    by_id = {one.pk: one for one in Theme.objects.visible_to(user)}
    alternatives = theme.alternatives
    known = [one for one in languages() if one.code in theme.label or one.code in alternatives]
    return ShownTheme(
        [Labels(one, theme.label.get(one.code, ""), alternatives.get(one.code, [])) for one in known],
        line_above(theme, by_id),
        _by_label(one for one in by_id.values() if one.broader_id == theme.pk),
        _by_label(theme.related.all()),
        f"{own_base()}{theme.slug}",
    )


def _by_label(themes: Iterable[Theme]) -> list[Theme]:
    return sorted(themes, key=lambda one: plain(str(one.label)))
