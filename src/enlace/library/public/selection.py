"""What of a collection is shown: narrowed by language, theme, state and year, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models.functions import Substr

from enlace.accounts.rules import Anyone
from enlace.core.narrowed import Narrowed, by_label, choices_of
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.models import Collection, LanguageVersion
from enlace.library.models.publications import PublicationQuerySet
from enlace.library.public.lines import NEWEST_FIRST, PublicationLine, lines_of, shown_publications
from enlace.network.models import State
from enlace.themes.models import Theme

PER_PAGE, WORTH_NARROWING = 20, 8
WAYS = {
    "language": "language_versions__language",
    "theme": "themes__slug",
    "state": "states__code",
    "year": "issued__startswith",
}


@dataclass(frozen=True)
class Selection(Narrowed):
    """Its choices are of what stands in the collection."""

    collection: Collection
    lines: list[PublicationLine]
    may_add: bool

    @property
    def is_long(self) -> bool:
        return self.total > WORTH_NARROWING or bool(self.asked)


def selection_in(collection: Collection, asked: Mapping[str, str], reader: Anyone) -> Selection:
    """In a number of queries that does not grow with the collection."""
    shown = shown_publications(reader).filter(collection=collection)
    total = shown.count()
    known = _known(shown) if total > WORTH_NARROWING or any(asked.get(name) for name in WAYS) else {}
    given = {name: asked[name] for name in WAYS if asked.get(name)}
    chosen = {name: value for name, value in given.items() if value in dict(known[name])}
    found = shown
    for name, value in chosen.items():
        found = found.filter(pk__in=shown.filter(**{WAYS[name]: value}).values("pk"))
    leaf = Paginator(found.order_by(*NEWEST_FIRST), PER_PAGE).get_page(asked.get("page"))
    lines = lines_of(leaf.object_list)
    return Selection(
        page=leaf,
        total=total,
        asked=chosen,
        collection=collection,
        lines=lines,
        choices=choices_of(known, chosen),
        unknown=given != chosen,
        may_add=can_add_publication(reader),
    )


def _known(shown: PublicationQuerySet) -> dict[str, list[tuple[str, str]]]:
    """Value and label of each filter, of what stands there. Four queries."""
    inside = shown.order_by().values("pk")
    codes = set(LanguageVersion.objects.filter(publication__in=inside).order_by().values_list("language", flat=True))
    themes = Theme.objects.filter(pk__in=shown.order_by().values("themes"))
    states = State.objects.filter(pk__in=shown.order_by().values("states"))
    years = set(shown.exclude(issued="").order_by().annotate(of=Substr("issued", 1, 4)).values_list("of", flat=True))
    return {
        "language": by_label((code, language_name(code)) for code in codes),
        "theme": by_label((one.slug, str(one)) for one in themes),
        "state": by_label((one.code, str(one)) for one in states),
        "year": [(year, year) for year in sorted(years, reverse=True)],
    }
