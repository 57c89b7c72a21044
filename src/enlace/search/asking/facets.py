"""The counts of the facets with their names in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.texts import Texts
from enlace.network.states import state_name
from enlace.search.asking.known_names import Names, known_names
from enlace.search.asking.question import Count, Facet, Question
from enlace.search.indexing import searchables

FACET_LABELS: dict[str, Promise] = {
    "kind": _("Kind"),
    "collection": _("Collection"),
    "language": _("Language"),
    "theme": _("Theme"),
    "state": _("State"),
    "year": _("Year"),
}


def facets_of(counts: Mapping[str, Mapping[str, int]], question: Question) -> tuple[Facet, ...]:
    """Those that have something to choose. A chosen value stands there with nothing too, so that it can be undone."""
    found = []
    for name, label in FACET_LABELS.items():
        chosen = question.filters.get(name, "")
        numbers = {**({chosen: 0} if chosen else {}), **counts.get(name, {})}
        names = names_of(name, numbers, question.language) if numbers else {}
        values = [
            Count(value, names[value], number, value == chosen) for value, number in numbers.items() if value in names
        ]
        if values:
            found.append(Facet(name, str(label), tuple(sorted(values, key=_order(name)))))
    return tuple(found)


def _order(name: str) -> Callable[[Count], tuple[int, str]]:
    """Years from the newest on, everything else by number."""
    if name == "year":
        return lambda one: (-int(one.value) if one.value.isdigit() else 0, one.value)
    return lambda one: (-one.number, one.label)


def names_of(name: str, values: Mapping[str, int], language: str) -> dict[str, str]:
    """Values that nothing is called by any more are left out."""
    if name == "kind":
        return {one.kind: str(one.label) for one in searchables() if one.kind in values}
    if name == "collection":
        return _named(known_names().collections, values, language)
    if name == "theme":
        return _named(known_names().themes, values, language)
    if name == "state":
        return {value: state_name(value, language) for value in values}
    if name == "language":
        return {value: capfirst(name_of_language(value, language)) for value in values}
    return {value: value for value in values}


def _named(names: Names, values: Iterable[str], language: str) -> dict[str, str]:
    return {slug: str(Texts(names[slug]).in_language(language)) for slug in values if slug in names}


@lru_cache(maxsize=4096)
def name_of_language(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code.replace("-", "_"), code))
