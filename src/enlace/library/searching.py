"""What of the library is searched: publications, to the page.

The pages of a language version are those of its newest version that was not erased, which is what its address leads
to.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from enlace.core.searchable import (
    Indexed,
    IndexedPage,
    Searchable,
    addressed_by_number,
    affected_through,
    around_number,
)
from enlace.files.models import File, Version
from enlace.library.models import LanguageVersion, PageText, Publication

IN_NO_LANGUAGE = ("publisher", "place", "series", "number", "isbn", "issn", "doi")


def searchable_publications() -> Searchable:
    return Searchable(
        kind="publication",
        label=_("Publications"),
        singular=Publication._meta.verbose_name,
        seen=Publication.objects.visible_to,
        addresses=addressed_by_number("library:publication"),
        read=read_publications,
        affected=affected_publications,
        page_address=page_address,
    )


def read_publications(ids: Collection[int]) -> Iterator[Indexed]:
    """The pages of one publication at a time, so that no more than those are held."""
    publications = Publication.objects.filter(pk__in=ids).select_related("collection").order_by("pk")
    for one in publications.prefetch_related("themes", "states", "contributors", "language_versions"):
        names = [contributor.name for contributor in one.contributors.all()]
        codes = [getattr(one, name) for name in IN_NO_LANGUAGE]
        texts = {"": "\n".join(part for part in [*names, *codes] if part)}
        for language in (*one.subtitle, *one.abstract):
            texts[language] = "\n".join(filter(None, (one.subtitle.get(language), one.abstract.get(language))))
        readable = newest_versions({version.pk: version.language for version in one.language_versions.all()})
        yield Indexed(
            id=one.pk,
            titles=one.title,
            texts=texts,
            day=one.issued,
            themes=tuple(theme.slug for theme in one.themes.all()),
            states=tuple(state.code for state in one.states.all()),
            collection=one.collection.slug if one.collection else "",
            pages=tuple(_pages(readable)),
            languages=tuple(dict.fromkeys(readable.values())),
        )


def _pages(versions: Mapping[int, str]) -> Iterator[IndexedPage]:
    for version, language in versions.items():
        texts = PageText.objects.filter(reading__version=version).order_by("number")
        for number, text in texts.values_list("number", "text"):
            yield IndexedPage(language, number, text)


def newest_versions(languages: dict[int, str]) -> dict[int, str]:
    """By the id of the newest version of a file that was not erased: the language. `languages` by language version."""
    newest = Version.objects.kept().filter(file=OuterRef("pk")).order_by("-number").values("pk")[:1]
    files: Any = File.objects.of(LanguageVersion, languages).annotate(newest=Subquery(newest))
    rows = files.exclude(newest=None).order_by("pk").values_list("newest", "owner_id")
    return {version: languages[owner] for version, owner in rows}


_through = affected_through(
    Publication,
    {
        "library.collection": "collection",
        "library.languageversion": "language_versions",
        "library.languageversion:publication": "",
        "library.publication:joined": "",
        "library.contributor": "contributors",
        "network.state": "states",
        "themes.theme": "themes",
    },
)


def affected_publications(subject: str, ids: Collection[str]) -> Collection[int] | None:
    """A file, and what was read of it, belongs to a language version."""
    numbers = {int(one) for one in ids if one.isdigit()}
    if subject == "files.file":
        return _of_files(File.objects.filter(pk__in=numbers))
    if subject == "files.version":
        return _of_files(File.objects.filter(versions__in=numbers))
    if subject == "library.reading":
        return _of_files(File.objects.filter(versions__reading__in=numbers))
    return _through(subject, ids)


def _of_files(files: Any) -> set[int]:
    owners = files.of(LanguageVersion).values("owner_id")
    return set(LanguageVersion.objects.filter(pk__in=owners).values_list("publication_id", flat=True))


def page_address(publication_id: int, language: str, number: int) -> str:
    """The browser's own viewer opens at the page."""
    before, after = around_number("publications:newest", language)
    return f"{before}{publication_id}{after}#page={number}"
