"""A style and the words of a language, read once from the files of the Citation Style Language (CSL 1.0.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

HERE = Path(__file__).resolve().parents[1]
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LOCALES = {"es": "es-ES", "en": "en-US", "pt": "pt-BR"}
OTHERWISE = "en-US"
SHORTER = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""Which form of a word stands in for one that is missing."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a style."""

    tag: str
    at: Mapping[str, str]
    children: tuple["Node", ...] = ()

    def get(self, name: str, otherwise: str = "") -> str:
        return self.at.get(name, otherwise)

    def child(self, tag: str) -> "Node | None":
        return next((one for one in self.children if one.tag == tag), None)


@dataclass
class Words:
    """What a language calls things: (name, form) → (one, many)."""

    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, Node] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, many: bool = False) -> str:
        wanted: str | None = form
        while wanted:
            if (name, wanted) in self.terms:
                return self.terms[name, wanted][many]
            wanted = SHORTER.get(wanted)
        return ""

    @property
    def quotes(self) -> tuple[str, str]:
        return self.term("open-quote"), self.term("close-quote")

    @property
    def inside(self) -> bool:
        """Whether points and commas stand before closing quotation marks."""
        return self.options.get("punctuation-in-quote") == "true"

    def add(self, locale: Any) -> None:
        """What this part of a file says stands in place of what was known."""
        for options in locale.iterfind(f"{NAMESPACE}style-options"):
            self.options.update({str(name): str(value) for name, value in options.items()})
        for date in locale.iterfind(f"{NAMESPACE}date"):
            self.dates[date.get("form")] = _node(date)
        for term in locale.iterfind(f"{NAMESPACE}terms/{NAMESPACE}term"):
            one = term.findtext(f"{NAMESPACE}single")
            many = term.findtext(f"{NAMESPACE}multiple")
            text = term.text or "" if one is None else ""
            self.terms[term.get("name"), term.get("form", "long")] = (one or text, many or one or text)


@dataclass(frozen=True)
class Style:
    """`options` are inherited by every list of names."""

    macros: Mapping[str, Node]
    layout: Node
    options: Mapping[str, str]
    words: Words


@cache
def read_style(name: str, language: str) -> Style:
    """A style with the words of a language of the site; those that it has none for get English ones."""
    root = _root(HERE / "styles" / f"{name}.csl")
    bibliography = _node(root.find(f"{NAMESPACE}bibliography"))
    layout = bibliography.child("layout")
    assert layout is not None
    return Style(
        macros={one.get("name"): _node(one) for one in root.iterfind(f"{NAMESPACE}macro")},
        layout=layout,
        options=dict(root.items()) | dict(bibliography.at),
        words=_words(root, LOCALES.get(language, OTHERWISE)),
    )


def _words(root: Any, locale: str) -> Words:
    """The files' words, then those that the style has of its own: for all, the language, the language of a country."""
    words = Words()
    for name in dict.fromkeys((OTHERWISE, locale)):
        words.add(_root(HERE / "locales" / f"locales-{name}.xml"))
    for language in ("", locale.partition("-")[0], locale):
        for one in root.iterfind(f"{NAMESPACE}locale"):
            if (one.get(LANGUAGE) or "") == language:
                words.add(one)
    return words


def _root(path: Path) -> Any:
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def _node(element: Any) -> Node:
    children: Iterable[Any] = (one for one in element if isinstance(one.tag, str))
    at = {str(name): str(value) for name, value in element.items()}
    return Node(element.tag.removeprefix(NAMESPACE), at, tuple(_node(one) for one in children))
