"""A theme as files are compared with it: texts, terms and the slugs of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enlace.themes.models import Theme
from enlace.themes.terms import Term, tidy_label, tidy_terms, tidy_text


@dataclass(frozen=True)
class Facts:
    """`broader` and `related` are slugs. Labels and terms are tidy (`themes.terms`)."""

    slug: str
    label: Mapping[str, str]
    terms: tuple[Term, ...] = ()
    definition: Mapping[str, str] = field(default_factory=dict)
    broader: str | None = None
    related: frozenset[str] = frozenset()
    uri: str = ""
    former_slugs: tuple[str, ...] = ()


def facts_of(theme: Theme) -> Facts:
    """Of a theme with `broader` and `related` at hand."""
    label = tidy_label(theme.label)
    return Facts(
        theme.slug,
        label,
        tidy_terms(label, theme.terms),
        {language: text for language, said in theme.definition.items() if (text := tidy_text(said))},
        theme.broader.slug if theme.broader else None,
        frozenset(one.slug for one in theme.related.all()),
        theme.uri,
        tuple(theme.former_slugs),
    )


def known_facts() -> dict[str, Facts]:
    """All themes by slug. Two queries."""
    found = Theme.objects.select_related("broader").prefetch_related("related")
    return {one.slug: facts_of(one) for one in found}
