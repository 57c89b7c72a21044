"""What a file in SKOS says of each concept. Pure: from statements, which know their lines, to concepts. No database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.themes.terms import tidy_label, tidy_terms, tidy_text

SKOS, DCTERMS = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/"
TYPE, VALUE = (f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}" for name in ("type", "value"))
TERM = "urn:enlace:term"
LONGEST_LABEL, LONGEST_TERM, LONGEST_DEFINITION = 120, 200, 2000
TEXTS = ("prefLabel", "altLabel", "definition")
MOST_SHOWN = 10


@dataclass(frozen=True)
class Problem:
    """A sentence; `line` is 0 where no single line is meant."""

    sentence: str
    line: int = 0


@dataclass
class Said:
    """A concept as the file gives it; `broader` and `related` are addresses with the line that names them."""

    uri: str
    line: int
    identifier: str = ""
    label: dict[str, str] = field(default_factory=dict)
    terms: list[dict[str, str]] = field(default_factory=list)
    definition: dict[str, str] = field(default_factory=dict)
    broader: dict[str, int] = field(default_factory=dict)
    related: dict[str, int] = field(default_factory=dict)
    is_top: bool = False
    same_as: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As a sentence calls it."""
        return next(iter(self.label.values()), self.uri)


@dataclass
class Vocabulary:
    """`problems` keep the file from being taken over; `notes` tell what is left out or read otherwise."""

    concepts: dict[str, Said] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


type Statement = Mapping[str, Any]


def said_in(statements: Sequence[Statement], languages: Sequence[str]) -> Vocabulary:
    """`languages` are those of the network; `pt-BR` counts as `pt` where that alone is one of them."""
    found = Vocabulary()
    for one in statements:
        if one["predicate"] == TYPE and one.get("object") == f"{SKOS}Concept" and not one["subject"].startswith("_:"):
            found.concepts.setdefault(one["subject"], Said(one["subject"], one["line"]))
    if not found.concepts:
        found.problems.append(Problem(_("The file names no concept (skos:Concept). Choose a vocabulary in SKOS.")))
        return found
    _relate(statements, found)
    texts = _texts_of(statements, languages, found)
    together = _terms_of(statements, languages)
    for uri, concept in found.concepts.items():
        _write(concept, texts[uri], together.get(uri, []), found)
    _check_labels(found)
    return found


def language_of(tag: str, languages: Sequence[str]) -> str:
    """The language of the network that is meant; empty where there is none."""
    wanted = tag.lower()
    known = {code.lower(): code for code in languages}
    return known.get(wanted) or known.get(wanted.split("-")[0], "")


def _relate(statements: Iterable[Statement], found: Vocabulary) -> None:
    concepts = found.concepts
    for one in statements:
        verb, subject, thing = one["predicate"].removeprefix(SKOS), one["subject"], one.get("object", "")
        if verb == "broader" and subject in concepts:
            concepts[subject].broader.setdefault(thing, one["line"])
        elif verb == "narrower" and thing in concepts:
            concepts[thing].broader.setdefault(subject, one["line"])
        elif verb == "related" and (subject in concepts or thing in concepts):
            for here, there in ((subject, thing), (thing, subject)):
                if here in concepts:
                    concepts[here].related.setdefault(there, one["line"])
        elif verb == "topConceptOf" and subject in concepts:
            concepts[subject].is_top = True
        elif verb == "hasTopConcept" and thing in concepts:
            concepts[thing].is_top = True
        elif verb == "exactMatch" and subject in concepts:
            concepts[subject].same_as.append(thing)
        elif one["predicate"] == f"{DCTERMS}identifier" and subject in concepts:
            concepts[subject].identifier = str(one.get("text", ""))


type Texts = dict[str, dict[str, list[tuple[str, str, int]]]]
"""Address → kind of text → language tag, text and line."""


def _texts_of(statements: Iterable[Statement], languages: Sequence[str], found: Vocabulary) -> Texts:
    """Of languages of the network; what is in others is counted and told."""
    texts: Texts = defaultdict(lambda: defaultdict(list))
    left: dict[str, list[int]] = defaultdict(list)
    for one in statements:
        verb = one["predicate"].removeprefix(SKOS)
        if verb not in TEXTS or one["subject"] not in found.concepts or "text" not in one:
            continue
        if language := language_of(one["language"], languages):
            exact = one["language"] == language.lower()
            texts[one["subject"]][verb].append((language if exact else f"{language}-*", one["text"], one["line"]))
        else:
            left[one["language"]].append(one["line"])
    for tag, lines in sorted(left.items(), key=lambda pair: -len(pair[1]))[:MOST_SHOWN]:
        found.notes.append(Problem(_left_out(tag, len(lines)), lines[0]))
    return texts


def _left_out(tag: str, count: int) -> str:
    if not tag:
        sentence = ngettext(
            "%(count)d text says no language and is left out.",
            "%(count)d texts say no language and are left out.",
            count,
        )
        return sentence % {"count": count}
    sentence = ngettext(
        "%(count)d text is in a language that the network does not use (%(language)s) and is left out.",
        "%(count)d texts are in a language that the network does not use (%(language)s) and are left out.",
        count,
    )
    return sentence % {"count": count, "language": tag}


def _terms_of(statements: Iterable[Statement], languages: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """By concept, the terms whose labels translate one another."""
    nodes = {one["object"]: one["subject"] for one in statements if one["predicate"] == TERM and "object" in one}
    terms: dict[str, dict[str, str]] = {node: {} for node in nodes}
    for one in statements:
        if one["subject"] not in terms or one["predicate"] != VALUE or "text" not in one:
            continue
        if language := language_of(one["language"], languages):
            terms[one["subject"]].setdefault(language, one["text"])
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for node, concept in nodes.items():
        found[concept].append(tidy_label(terms[node]))
    return found


type Found = Mapping[str, list[tuple[str, str, int]]]


def _write(one: Said, texts: Found, together: list[dict[str, str]], found: Vocabulary) -> None:
    label, regional = _labels(one, texts.get("prefLabel", []), found)
    one.label = label
    if not label:
        sentence = _("%(name)s has no label (skos:prefLabel) in a language of the network. Add one.")
        found.problems.append(Problem(sentence % {"name": one.uri}, one.line))
    single = [(tag.removesuffix("-*"), text) for tag, text, _line in [*regional, *texts.get("altLabel", [])]]
    alternatives = {(language, text) for language, text in _tidy_pairs(single)}
    joined = [
        {language: text for language, text in term.items() if (language, text) in alternatives or not single}
        for term in together
    ]
    one.terms = list(tidy_terms(label, [*joined, *({language: text} for language, text in _tidy_pairs(single))]))
    for tag, text, _line in sorted(texts.get("definition", []), key=lambda said: said[0].endswith("-*")):
        if said := tidy_text(text):
            one.definition.setdefault(tag.removesuffix("-*"), said)
    _check_lengths(one, texts, found)


def _tidy_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(language, line) for language, text in pairs if (line := tidy_label({language: text}).get(language, ""))]


def _labels(
    one: Said, said: list[tuple[str, str, int]], found: Vocabulary
) -> tuple[dict[str, str], list[tuple[str, str, int]]]:
    """The label in each language, and what another region says otherwise, which becomes an alternative."""
    label: dict[str, str] = {}
    others: list[tuple[str, str, int]] = []
    for tag, text, line in sorted(said, key=lambda known: known[0].endswith("-*")):
        language, written = tag.removesuffix("-*"), " ".join(tidy_text(text).split())
        if not written or label.get(language) == written:
            continue
        if language not in label:
            label[language] = written
        elif tag.endswith("-*"):
            others.append((tag, written, line))
        else:
            sentence = _("%(name)s has two labels in one language: “%(one)s” and “%(other)s”. Keep one.")
            words = {"name": one.uri, "one": label[language], "other": written}
            found.problems.append(Problem(sentence % words, line))
    return label, others


def _check_lengths(one: Said, texts: Found, found: Vocabulary) -> None:
    longest = {"prefLabel": LONGEST_LABEL, "altLabel": LONGEST_TERM, "definition": LONGEST_DEFINITION}
    for verb, most in longest.items():
        for _tag, text, line in texts.get(verb, []):
            if len(" ".join(text.split())) > most:
                sentence = _("A text of %(name)s has more than %(most)d characters. Shorten it.")
                found.problems.append(Problem(sentence % {"name": one.name, "most": most}, line))


def _check_labels(found: Vocabulary) -> None:
    """Two concepts of one name could not be told apart."""
    seen: dict[tuple[str, str], Said] = {}
    for one in found.concepts.values():
        for language, text in one.label.items():
            first = seen.setdefault((language, text.casefold()), one)
            if first is not one:
                sentence = _("Two concepts have the label “%(label)s”: %(one)s and %(other)s. Give each its own.")
                words = {"label": text, "one": first.uri, "other": one.uri}
                found.problems.append(Problem(sentence % words, one.line))
