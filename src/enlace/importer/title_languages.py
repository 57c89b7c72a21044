"""Which language each title of a page is in: the page's own title and the title lines inside its bodies.

A title is too short, and too full of names, for a detector alone. The bodies are the better dictionary: a word of the
title that one body uses and no other does speaks for that body's language.
"""

import re
from collections.abc import Sequence

from enlace.importer.language_runs import scores
from enlace.importer.page_reading import Block

WORD = re.compile(r"[^\W\d_]+|\d+\w+")
NAMES_ONLY = re.compile(r"^(?:[A-ZÁÉÍÓÚÑÂÊÔÃÕÇ][\wáéíóúñâêôãõç'’.-]*[\s,]*){1,4}$")
UNFINISHED = re.compile(r"[.;,:…!]$")
DETECTOR, FIRST = 1.5, 0.5


class Vocabulary:
    """The words of each body, to ask which of them a line belongs to."""

    def __init__(self, bodies: dict[str, list[Block]], languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.first = next(iter(bodies), languages[0])
        self.words = {
            language: {word for block in blocks if block.is_paragraph for word in words_of(block.text)}
            for language, blocks in bodies.items()
        }

    def language_of(self, line: str) -> str:
        """The language of the body that the line belongs to; of the first body where nothing tells."""
        found = scores(line, self.languages)
        total = sum(found.values()) or 1.0
        votes = {}
        for language, words in self.words.items():
            others = set().union(*(self.words[other] for other in self.words if other != language))
            own = sum(word in words and word not in others for word in words_of(line)) if others else 0
            votes[language] = own + DETECTOR * found.get(language, 0.0) / total + FIRST * (language == self.first)
        return max(votes, key=lambda language: votes[language])

    def is_foreign(self, line: str) -> bool:
        """Whether the line is surely in a language of the network in which the page has no body."""
        found = scores(line, self.languages)
        total = sum(found.values())
        best = max(found, key=lambda language: found[language])
        words = words_of(line)
        known = sum(any(word in body for body in self.words.values()) for word in words)
        sure = total >= 0.4 and found[best] >= 0.85 * total and len(words) >= 3
        return sure and best not in self.words and known * 2 < len(words)


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def give_titles(title: str | None, bodies: dict[str, list[Block]], languages: tuple[str, ...]) -> dict[str, str | None]:
    """A title for each body that has one. Title lines found in the bodies are taken out of their blocks."""
    vocabulary = Vocabulary(bodies, languages)
    order = list(bodies)
    given: dict[str, str | None] = dict.fromkeys(order)
    if title:
        given.update(_titles_of_page(title, vocabulary))
    for language in order:
        if given[language] is None and not (language == order[0] and title is None and len(order) == 1):
            given[language] = _take_title_line(bodies[language], language, vocabulary)
    for language, line in _take_stray_titles(bodies[order[0]], order, given, vocabulary).items():
        given[language] = line
    return given


def _titles_of_page(title: str, vocabulary: Vocabulary) -> dict[str, str]:
    """A title in two languages divided by a stroke is two titles."""
    parts = [part.strip() for part in re.split(r"\s+[/|]\s+", title) if part.strip()]
    told = [vocabulary.language_of(part) for part in parts]
    if len(parts) > 1 and len(set(told)) == len(parts) and all(len(words_of(part)) > 1 for part in parts):
        return dict(zip(told, parts, strict=True))
    return {} if vocabulary.is_foreign(title) else {vocabulary.language_of(title): title}


def _take_title_line(blocks: list[Block], language: str, vocabulary: Vocabulary) -> str | None:
    """The short line above the first paragraph, out of the blocks; a heading needs less proof than a line."""
    texts = [i for i, block in enumerate(blocks) if block.kind not in {"image", "embed"}][:2]
    if len(texts) < 2 or not _is_title_line(blocks[texts[0]], blocks[texts[1]]):
        return None
    line = blocks[texts[0]]
    if vocabulary.language_of(line.text) != language or vocabulary.is_foreign(line.text):
        return None
    del blocks[texts[0]]
    return line.text


def _is_title_line(block: Block, following: Block) -> bool:
    if block.kind not in {"heading", "paragraph"} or len(block.text) > 200:
        return False
    if block.kind == "heading":
        return True
    alone = not UNFINISHED.search(block.text) and not NAMES_ONLY.match(block.text)
    return (
        alone and following.is_paragraph and len(block.text) * 1.2 < len(following.text) and block.text.count(" ") >= 2
    )


def _take_stray_titles(
    blocks: list[Block], order: Sequence[str], given: dict[str, str | None], vocabulary: Vocabulary
) -> dict[str, str]:
    """Titles of other languages that stand together at the top of the first body."""
    found: dict[str, str] = {}
    for block in [block for block in blocks if block.kind not in {"image", "embed"}][: len(order) - 1]:
        if block.kind != "heading" and (
            len(block.text) > 160 or UNFINISHED.search(block.text) or block.kind != "paragraph"
        ):
            break
        language = vocabulary.language_of(block.text)
        if language == order[0] or given[language] is not None or language in found:
            break
        found[language] = block.text
        blocks.remove(block)
    return found
