"""A title for what was read: what the file says of itself, if that is one; else its largest lines; else its name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enlace.library.intake.names import title_from
from enlace.library.intake.page_words import lines_of, readable

LONGEST = 300
NO_TITLE = re.compile(
    r"(^microsoft (word|powerpoint|excel)\b|^(untitled|sin t[ií]tulo|sem t[ií]tulo|document[oe]?\d*|presentaci[oó]n de|"
    r"powerpoint presentation|slide \d|layout \d|print|imprimir|scan|doc\d*|untitled[- ]?\d*)\b|"
    r"\.(docx?|pdf|indd|pptx?|xlsx?|odt|qxd|ai|rtf|txt|tmp|html?)\b|https?:|\\|/.*/)",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"(\bdistr\b|\bISBN\b|\bISSN\b|www\.|https?:|@|^page \d|^p[aá]gina \d|©|\b[A-Z]+/[A-Z0-9./]+\d|_{4}|\s[A-Z]$)",
    re.IGNORECASE,
)
NOTE_MARKS = re.compile(r"[\s*∗†‡¹²³]+$")
SAYS_WHAT = re.compile(
    r"^(the |el |la |o |a )?(annual |final |policy )?(report|study|guide|handbook|manual|booklet|brief|paper|toolkit|"
    r"informe|estudio|gu[ií]a|cuadernillo|cartilha|relat[oó]rio|estudo|libro|diagn[oó]stico|memoria|plan|protocolo)\b",
    re.IGNORECASE,
)
FIRST_LINES = 16
FEWEST_LETTERS, FEWEST_WORDS = 10, 2


@dataclass(frozen=True)
class Proposal[Value]:
    """`source` says where it was found: metadata, first_page, page_1, page_2, text, name or default."""

    value: Value
    source: str


def title_of(metadata: dict[str, str], large: Sequence[str], first_page: str, name: str) -> Proposal[str]:
    """`large` are the largest lines of the first page. The value is empty where even the name says nothing."""
    own = " ".join(metadata.get("title", "").split())
    if _is_title(own, 3):
        return Proposal(_cut(own), "metadata")
    for words in (*map(readable, large), _first_lines(first_page)):
        if _is_title(words, FEWEST_WORDS):
            return Proposal(_cut(words), "first_page")
    return Proposal(_cut(title_from(name)), "name")


def _is_title(words: str, fewest: int) -> bool:
    letters = sum(letter.isalpha() for letter in words)
    return (
        letters >= FEWEST_LETTERS
        and letters >= 0.6 * len(words.replace(" ", ""))
        and len(words.split()) >= fewest
        and not NO_TITLE.search(words)
        and not FURNITURE.search(words)
    )


def _first_lines(page: str) -> str:
    """The first that says what it is, or else could be a title; with the next where it goes on in small letters."""
    lines = lines_of(page)[:FIRST_LINES]
    could = [place for place, line in enumerate(lines) if _is_title(line, 3) and len(line) <= LONGEST]
    told = [place for place in could if SAYS_WHAT.search(lines[place])]
    if not could:
        return ""
    place = (told or could)[0]
    line, after = lines[place], lines[place + 1] if place + 1 < len(lines) else ""
    return f"{line} {after}" if after[:1].islower() and not line.endswith((".", ":")) else line


def _cut(words: str) -> str:
    words = NOTE_MARKS.sub("", " ".join(words.split()))
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + "…"
