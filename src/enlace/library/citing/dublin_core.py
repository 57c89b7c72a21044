"""A publication in the fifteen elements of Dublin Core: for meta tags in one language, for harvesting in all."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext, override

from enlace.library.citing.csl.wording import plain
from enlace.library.citing.public_files import NewestFile
from enlace.library.citing.references import full_title, permanent_address
from enlace.library.models import ContributorRole, Licence, Publication
from enlace.library.public.words import licence_address
from enlace.network.states import state_name


class Element(NamedTuple):
    """`language` is that of its words; empty where they are names or numbers."""

    name: str
    text: str
    language: str = ""


def dublin_core(publication: Publication, files: Sequence[NewestFile], languages: Sequence[str]) -> list[Element]:
    """`languages`: those in which words are wanted; a text that has none of them is given in the next best.

    Of a publication with `contributors`, `themes`, `states` and `collection` at hand nothing is asked.
    """
    found = [
        *_titles(publication, languages),
        *_makers(publication),
        *_subjects(publication, languages),
        *(Element("description", text, code) for code, text in _wanted(publication.abstract, languages)),
        Element("publisher", publication.publisher),
        Element("date", publication.issued),
        Element("type", "Text"),
        *_kind(publication, languages),
        *(Element("format", one) for one in dict.fromkeys(file.content_type for file in files)),
        Element("identifier", permanent_address(publication)),
        *(Element("identifier", one.address) for one in files),
        Element("identifier", publication.doi and f"https://doi.org/{publication.doi}"),
        Element("identifier", publication.isbn and f"urn:isbn:{publication.isbn.replace('-', '')}"),
        Element("identifier", f"urn:issn:{publication.issn}" if publication.issn and not publication.series else ""),
        *(Element("language", one.language) for one in files),
        *_relations(publication, languages),
        *(
            Element("coverage", state_name(one.code, code), code)
            for one in publication.states.all()
            for code in languages
        ),
        *_rights(publication, languages),
    ]
    cleaned = (Element(one.name, plain(one.text), one.language) for one in found)
    return list(dict.fromkeys(one for one in cleaned if one.text))


def _wanted(texts: dict[str, str], languages: Sequence[str]) -> list[tuple[str, str]]:
    """Language and text: of each language that is wanted, else the next best."""
    found = [(code, texts[code]) for code in languages if code in texts]
    return found or list(texts.items())[:1]


def _titles(publication: Publication, languages: Sequence[str]) -> list[Element]:
    codes = [code for code, _text in _wanted(publication.title, languages)]
    return [Element("title", full_title(publication, code).text, code) for code in codes]


def _makers(publication: Publication) -> list[Element]:
    """Editors are creators of what has no author."""
    people = list(publication.contributors.all())
    makers = [one for one in people if one.role == ContributorRole.AUTHOR]
    makers = makers or [one for one in people if one.role == ContributorRole.EDITOR]
    others = [one for one in people if one not in makers]
    named = [("creator", one) for one in makers] + [("contributor", one) for one in others]
    return [
        Element(name, one.body or ", ".join(part for part in (one.family, one.given) if part)) for name, one in named
    ]


def _subjects(publication: Publication, languages: Sequence[str]) -> list[Element]:
    return [
        Element("subject", text, code)
        for theme in publication.themes.all()
        for code, text in _wanted(theme.label, languages)
    ]


def _kind(publication: Publication, languages: Sequence[str]) -> list[Element]:
    told = []
    for code in languages:
        with override(code):
            told.append(Element("type", publication.get_kind_display(), code))
    return told


def _relations(publication: Publication, languages: Sequence[str]) -> list[Element]:
    series = ", ".join(part for part in (publication.series, publication.number) if part and publication.series)
    within = [Element("relation", series)]
    if publication.series and publication.issn:
        within.append(Element("relation", f"urn:issn:{publication.issn}"))
    if publication.collection:
        within += [Element("relation", text, code) for code, text in _wanted(publication.collection.name, languages)]
    return within


def _rights(publication: Publication, languages: Sequence[str]) -> list[Element]:
    if publication.licence == Licence.RESERVED:
        told = []
        for code in languages:
            with override(code):
                told.append(Element("rights", gettext("all rights reserved"), code))
        return told
    return [Element("rights", licence_address(publication.licence))]
