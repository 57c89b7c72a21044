"""A publication in one language as CSL-JSON, the form in which programs for references exchange records."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse

from enlace.core.texts import Text
from enlace.library.citing.csl.wording import plain
from enlace.library.models import Contributor, ContributorRole, Publication, PublicationKind

TYPES = {
    PublicationKind.REPORT: "report",
    PublicationKind.PAPER: "report",
    PublicationKind.BOOK: "book",
    PublicationKind.CHAPTER: "chapter",
    PublicationKind.ARTICLE: "article-journal",
    PublicationKind.CASE_STUDY: "report",
    PublicationKind.PRESENTATION: "speech",
    PublicationKind.TRAINING: "report",
    PublicationKind.OTHER: "document",
}
HOLDERS = frozenset({"article-journal", "chapter"})
"""What stands in something else, a journal or a book: `series` names it."""
ISSUE = re.compile(r"(?P<volume>\w+)\s*(?:\(\s*(?P<issue>[^()]+?)\s*\)|[/,]\s*(?P<other>\w+))")


def permanent_address(publication: Publication) -> str:
    """The one address under which a publication is cited and known again, in whatever language."""
    return settings.BASE_URL + reverse("publications:publication", args=[publication.pk])


def full_title(publication: Publication, language: str) -> Text:
    """Title and subtitle, in the language or the next best."""
    title = publication.title.in_language(language)
    first, second = plain(title.text), plain(publication.subtitle.get(title.language, ""))
    if not second:
        return Text(first, title.language, title.fallback)
    return Text(f"{first}{' ' if first.endswith((':', '?', '!', '.', '…')) else ': '}{second}", *_told(title))


def _told(title: Text) -> tuple[str, bool]:
    return title.language, title.fallback


def reference(publication: Publication, language: str) -> dict[str, Any]:
    """`language` is that of a language version: its title and its code stand in it."""
    kind = TYPES[PublicationKind(publication.kind)]
    found: dict[str, Any] = {
        "id": f"publication-{publication.pk}",
        "type": kind,
        "title": full_title(publication, language).text,
        **names_by_role(publication),
        "issued": _issued(publication.issued),
        "publisher": plain(publication.publisher),
        "publisher-place": plain(publication.place),
        **_within(kind, plain(publication.series), plain(publication.number)),
        "ISBN": publication.isbn,
        "ISSN": publication.issn,
        "DOI": publication.doi,
        "URL": permanent_address(publication),
        "language": language,
    }
    return {name: value for name, value in found.items() if value}


def names_by_role(publication: Publication) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {role: [] for role in ContributorRole.values}
    for one in publication.contributors.all():
        found[one.role].append(_name(one))
    return {role: names for role, names in found.items() if names}


def _name(contributor: Contributor) -> dict[str, str]:
    if contributor.body:
        return {"literal": plain(contributor.body)}
    parts = {"family": plain(contributor.family), "given": plain(contributor.given)}
    return {name: value for name, value in parts.items() if value}


def _issued(issued: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in issued.split("-")]]} if issued else {}


def _within(kind: str, series: str, number: str) -> dict[str, str]:
    """The series with its number; of an article the journal with volume and issue, of a chapter the book."""
    if kind not in HOLDERS:
        return {"collection-title": series, "collection-number": number if series else "", **_alone(series, number)}
    if kind == "chapter" or not series:
        return {"container-title": series}
    found = ISSUE.fullmatch(number)
    if found:
        return {"container-title": series, "volume": found["volume"], "issue": found["issue"] or found["other"]}
    return {"container-title": series, "volume" if number.isdigit() else "issue": number}


def _alone(series: str, number: str) -> dict[str, str]:
    """A number without a series is the document's own."""
    return {} if series else {"number": number}
