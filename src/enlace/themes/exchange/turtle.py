"""The vocabulary written as SKOS in Turtle: the same text for the same themes. No database.

`enlace:term` says which alternative labels translate one another, which SKOS has no word for; whoever does not know it
reads `skos:altLabel`.
"""

import re
from collections.abc import Iterable, Mapping

from enlace.themes.exchange.facts import Facts

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix enlace: <urn:enlace:> .
@prefix theme: <{base}> .
"""
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def vocabulary_in_turtle(themes: Iterable[Facts], base: str, titles: Mapping[str, str]) -> str:
    """`base` is what stands before each slug, ending in a slash; `titles` name the vocabulary by language."""
    concepts = list(themes)
    tops = [one.slug for one in concepts if one.broader is None]
    narrower: dict[str, list[str]] = {one.slug: [] for one in concepts}
    for one in concepts:
        if one.broader in narrower:
            narrower[one.broader].append(one.slug)
    scheme = _block(
        "theme:",
        [("a", ["skos:ConceptScheme"]), ("dcterms:title", _texts(titles)), ("skos:hasTopConcept", _names(tops))],
    )
    parts = [HEAD.format(base=base), scheme, *(_concept(one, narrower[one.slug]) for one in concepts)]
    parts += [_former(slug, one.slug) for one in concepts for slug in one.former_slugs]
    return "\n".join(parts)


def _concept(one: Facts, narrower: list[str]) -> str:
    labels = dict.fromkeys((language, label) for term in one.terms for language, label in sorted(term.items()))
    several = [_term(term) for term in one.terms if len(term) > 1]
    return _block(
        _name(one.slug),
        [
            ("a", ["skos:Concept"]),
            ("dcterms:identifier", [_literal(one.slug)]),
            ("skos:inScheme" if one.broader else "skos:topConceptOf", ["theme:"]),
            ("skos:prefLabel", _texts(one.label)),
            ("skos:altLabel", [_literal(label, language) for language, label in labels]),
            ("enlace:term", several),
            ("skos:definition", _texts(one.definition)),
            ("skos:broader", _names([one.broader] if one.broader else [])),
            ("skos:narrower", _names(narrower)),
            ("skos:related", _names(sorted(one.related))),
            ("skos:exactMatch", [f"<{NOT_IN_ADDRESSES.sub('', one.uri)}>"] if one.uri else []),
        ],
    )


def _former(slug: str, now: str) -> str:
    return _block(_name(slug), [("owl:deprecated", ["true"]), ("dcterms:isReplacedBy", _names([now]))])


def _block(subject: str, said: list[tuple[str, list[str]]]) -> str:
    lines = [f"    {verb} {_listed(things)}" for verb, things in said if things]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def _listed(things: list[str]) -> str:
    """On one line where they are short."""
    whole = ", ".join(things)
    return whole if len(whole) <= 100 else ",\n        ".join(things)


def _term(term: Mapping[str, str]) -> str:
    return f"[ rdf:value {', '.join(_texts(term))} ]"


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [_literal(text, language) for language, text in sorted(texts.items())]


def _names(slugs: Iterable[str]) -> list[str]:
    return [_name(slug) for slug in slugs]


def _name(slug: str) -> str:
    return f"theme:\\{slug}" if slug.startswith("-") else f"theme:{slug}"


def _literal(text: str, language: str = "") -> str:
    written = "".join(ESCAPES.get(one) or (one if one >= " " else f"\\u{ord(one):04X}") for one in text)
    return f'"{written}"@{language}' if language else f'"{written}"'
