"""A text taken apart for a translator by machine, and put together again with all its marks in place.

A text becomes pieces: words to translate, terms whose translation is known, and marks that must survive as they are
(line ends, signs, tags without words). An element (`<strong>`, `<a id="a1">`) is a number that pieces carry, so that
a translation which moves words moves the element with them; `written` closes every element it opens, or gives None.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

DEEPEST = 20
"""Elements within elements; a text with more keeps its tags as mere marks."""

VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
TAG = re.compile(
    r"<!--.{0,2000}?-->|<(?P<close>/?)(?P<name>[A-Za-z!?][\w:-]{0,60})"
    r"""(?>"[^"]{0,2000}"|'[^']{0,2000}'|[^'"<>]){0,2000}+>""",
    re.DOTALL,
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}[^\s<>\".,;:!?)»”'’]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
TAME = " A-Za-z0-9ªºÀ-ÖØ-öø-ž.,;:!?¿¡'’\"()%…“”‘«»–—-"
STRANGE = re.compile(rf"\S{{80,}}|[^{TAME}]+| {{2,}}|(?P<rule>[.,;:!?…_–—-])(?P=rule){{3,}}")
"""No speech: over-long words (the engine's time grows with their square), other signs and scripts, spaces, leaders."""

Kind = Literal["words", "term", "mark"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is the source for words, and otherwise what stands in the result."""

    kind: Kind
    text: str
    element: int = 0


@dataclass(slots=True)
class Reading:
    """Element 0 is the text itself; `paths[e]` leads from the outermost element to `e`."""

    pieces: list[Piece] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])
    paths: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    escape: Callable[[str], str] = str


class Glossary:
    """Terms, longest first, found as whole words whatever their case and spacing."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        clean = {" ".join(term.split()): " ".join(target.split()) for term, target in terms.items()}
        self.terms = {term: target for term, target in clean.items() if term and target}
        self.by_key = {term.casefold(): term for term in self.terms}
        longest = sorted(self.terms, key=lambda term: (-len(term), term))
        either = "|".join(r"\s+".join(map(re.escape, term.split())) for term in longest)
        self.pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if longest else None

    def translation(self, found: str) -> str:
        """In the case of `found`; a capital that only shows the term to be a label of the glossary is not kept."""
        found = " ".join(found.split())
        term = self.by_key.get(found.casefold(), found)
        target = self.terms.get(term, found)
        if found.isupper() and len(found) > 1 and not term.isupper():
            return target.upper()
        if found[:1].isupper():
            return target[:1].upper() + target[1:]
        only_a_label = term[:1].isupper() and target[1:2].islower()
        return target[:1].lower() + target[1:] if only_a_label else target


@lru_cache(maxsize=32)
def glossary_of(terms: frozenset[tuple[str, str]]) -> Glossary:
    return Glossary(dict(sorted(terms)))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _split(pattern: re.Pattern[str] | None, text: str) -> list[tuple[str, bool]]:
    """The whole of `text` in order; true for what `pattern` found."""
    parts, last = [], 0
    for found in pattern.finditer(text) if pattern else ():
        parts += [(text[last : found.start()], False), (found[0], True)]
        last = found.end()
    return [(part, is_found) for part, is_found in [*parts, (text[last:], False)] if part]


def _plain_pieces(text: str, element: int, glossary: Glossary, escape: Callable[[str], str]) -> list[Piece]:
    pieces = []
    for stretch, is_address in _split(ADDRESS, unicodedata.normalize("NFC", text)):
        for part, is_term in [(stretch, True)] if is_address else _split(glossary.pattern, stretch):
            if is_term:
                target = part if is_address else glossary.translation(part)
                pieces.append(Piece("term", escape(target), element))
                continue
            for run, is_strange in _split(STRANGE, part):
                pieces.append(Piece("mark", escape(run), element) if is_strange else Piece("words", run, element))
    return pieces


def read_plain(text: str, glossary: Glossary) -> Reading:
    return Reading(_plain_pieces(text, 0, glossary, str))


def read_inline_html(text: str, glossary: Glossary) -> Reading:
    """Tags that do not pair, or lie too deep, are kept as marks, so that what comes out is as sound as what came in."""
    parts = _split_tags(text)
    pairs = _pairs(parts)
    reading, stack = Reading(escape=_escaped), [0]
    for index, (part, tag) in enumerate(parts):
        if tag is None:
            reading.pieces += _plain_pieces(part, stack[-1], glossary, _escaped)
        elif index not in pairs:
            reading.pieces.append(Piece("mark", part, stack[-1]))
        elif pairs[index] > index:
            reading.tags.append((part, parts[pairs[index]][0]))
            reading.paths.append((*reading.paths[stack[-1]], len(reading.paths)))
            stack.append(len(reading.paths) - 1)
        else:
            stack.pop()
    return reading


def _split_tags(text: str) -> list[tuple[str, re.Match[str] | None]]:
    parts: list[tuple[str, re.Match[str] | None]] = []
    last = 0
    for tag in TAG.finditer(text):
        parts += [(html.unescape(text[last : tag.start()]), None), (tag[0], tag)]
        last = tag.end()
    return [(part, tag) for part, tag in [*parts, (html.unescape(text[last:]), None)] if part]


def _pairs(parts: Sequence[tuple[str, re.Match[str] | None]]) -> dict[int, int]:
    """Opening to closing and back, for elements that hold something; empty where the tags do not nest."""
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for index, (_, tag) in enumerate(parts):
        name = (tag["name"] or "!").lower() if tag else "!"
        if tag is None or name[0] in "!?" or name in VOID or tag[0].endswith("/>"):
            continue
        if not tag["close"]:
            stack.append((index, name))
            if len(stack) > DEEPEST:
                return {}
        elif stack and stack[-1][1] == name:
            start, _ = stack.pop()
            if any(inner is None and part.strip() for part, inner in parts[start:index]):
                pairs |= {start: index, index: start}
        else:
            return {}
    return {} if stack else pairs


def written(reading: Reading, items: Sequence[tuple[int, str]]) -> str | None:
    """The text of `items` (element, text as it stands in the result). None: an element is lost or torn apart."""
    missing = set(range(1, len(reading.tags))).difference(*(reading.paths[element] for element, _ in items))
    return None if missing else _within(reading, [(reading.paths[element], text) for element, text in items], 0)


def _within(reading: Reading, items: Sequence[tuple[tuple[int, ...], str]], depth: int) -> str | None:
    """An element reaches from its first word to its last; what stands between belongs to it, if to no other element."""
    spans: dict[int, list[int]] = {}
    for index, (path, _) in enumerate(items):
        if len(path) > depth:
            spans.setdefault(path[depth], [index, index])[1] = index
    result, position = [], 0
    for element, (first, last) in spans.items():
        if first < position:
            return None
        inner = _within(reading, items[first : last + 1], depth + 1)
        if inner is None:
            return None
        opening, closing = reading.tags[element]
        result += [text for _, text in items[position:first]] + [opening, inner, closing]
        position = last + 1
    return "".join(result + [text for _, text in items[position:]])
