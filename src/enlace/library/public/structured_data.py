"""Schema.org in JSON-LD: what a publication is, who made it, in which languages and files it is there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from enlace.library.models import Contributor, ContributorRole, PublicationKind
from enlace.library.public.shown import ShownPublication
from enlace.library.public.shown_languages import ShownLanguage

TYPES = {
    PublicationKind.REPORT: "Report",
    PublicationKind.BOOK: "Book",
    PublicationKind.CHAPTER: "Chapter",
    PublicationKind.ARTICLE: "ScholarlyArticle",
    PublicationKind.PAPER: "ScholarlyArticle",
    PublicationKind.CASE_STUDY: "ScholarlyArticle",
    PublicationKind.PRESENTATION: "PresentationDigitalDocument",
    PublicationKind.TRAINING: "LearningResource",
}
ROLES = {
    ContributorRole.AUTHOR: "author",
    ContributorRole.EDITOR: "editor",
    ContributorRole.TRANSLATOR: "translator",
}


def described(request: HttpRequest, shown: ShownPublication) -> dict[str, Any]:
    """As everybody reads it in the active language; of a public one alone."""
    work, absolute = shown.publication, request.build_absolute_uri
    stable = absolute(reverse("publications:publication", args=[work.pk]))
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(PublicationKind(work.kind), "CreativeWork"),
        "@id": stable,
        "url": absolute(work.get_absolute_url()),
        "name": str(work.shown_title),
        "alternativeHeadline": str(work.shown_subtitle),
        "abstract": str(work.shown_abstract),
        "datePublished": work.issued,
        "inLanguage": [one.language for one in shown.languages],
        "publisher": work.publisher and {"@type": "Organization", "name": work.publisher},
        "isPartOf": _within(shown, absolute),
        "isbn": work.isbn,
        "identifier": work.doi and {"@type": "PropertyValue", "propertyID": "DOI", "value": work.doi},
        "sameAs": work.doi and f"https://doi.org/{work.doi}",
        "license": shown.licence_address,
        "keywords": [str(one) for one in shown.themes],
        "spatialCoverage": [{"@type": "Country", "name": str(one)} for one in shown.states],
        "image": shown.cover and absolute(shown.cover),
        "encoding": [_file(one, absolute) for one in shown.languages],
        "isAccessibleForFree": True,
        "creativeWorkStatus": work.illustrative and gettext("Illustrative"),
    }
    facts |= {ROLES[ContributorRole(role)]: [_maker(one) for one in of] for role, of in shown.contributors.items()}
    return {name: value for name, value in facts.items() if value}


def _within(shown: ShownPublication, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    work = shown.publication
    found: list[dict[str, Any]] = []
    if work.series:
        issn = {"issn": work.issn} if work.issn else {}
        found.append({"@type": "CreativeWorkSeries", "name": work.series} | issn)
    if work.collection:
        address = absolute(work.collection.get_absolute_url())
        found.append({"@type": "Collection", "name": str(work.collection), "url": address})
    return found


def _maker(contributor: Contributor) -> dict[str, str]:
    if contributor.body:
        return {"@type": "Organization", "name": contributor.body}
    names = {"familyName": contributor.family, "givenName": contributor.given}
    return {"@type": "Person", "name": contributor.name} | {name: value for name, value in names.items() if value}


def _file(shown_language: ShownLanguage, absolute: Callable[[str], str]) -> dict[str, Any]:
    version = shown_language.current.version
    return {
        "@type": "MediaObject",
        "contentUrl": absolute(shown_language.address),
        "encodingFormat": version.content_type.split(";")[0],
        "inLanguage": shown_language.language,
        "contentSize": f"{version.size} B",
    }
