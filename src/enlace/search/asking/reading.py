"""What somebody typed becomes words, phrases and conditions. No Django and no index.

Everything that can be typed can be read: a quotation mark without its fellow is a space, an operator without a word
is nothing, what is no letter or digit divides words.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST_LETTERS, MOST_WORDS = 400, 40
"""What is beyond is left out, and that is said."""
LONGEST_WORD = 60
QUOTES = dict.fromkeys(map(ord, "“”„‟＂″"), '"')
"""Not «»: those come along with a text that was copied, and nobody types them to ask for a phrase."""
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
PART = re.compile(
    r"(?:(?<=\s)|^)(?P<without>-?)(?P<title>(?:title|t[íi]tulo):)?(?:\"(?P<phrase>[^\"]*)\"|(?P<word>[^\s\"]+))"
    r"|\"(?P<later>[^\"]*)\"|(?P<rest>[^\s\"]+)",
    re.IGNORECASE,
)
ALONE = re.compile(r"-?(?:title|t[íi]tulo):-?", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Typed:
    """`words` are asked as they are, in other languages and corrected too; everything else only as it was typed.

    A phrase is a tuple of its words. `free` is the text that `words` come from, as a reader would say it.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    in_title: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    free: str = ""
    cut: bool = False

    @property
    def asks(self) -> bool:
        return bool(self.words or self.phrases or self.in_title or self.without)


def read(text: str) -> Typed:
    clean, cut = _cleaned(text)
    words: list[str] = []
    free: list[str] = []
    phrases, in_title, without = [], [], []
    for part in PART.finditer(clean):
        quoted = part["phrase"] if part["phrase"] is not None else part["later"]
        said = quoted if quoted is not None else part["word"] or part["rest"] or ""
        found = tuple(word[:LONGEST_WORD] for word in WORD.findall(said))
        if not found or ALONE.fullmatch(said):
            continue
        if part["without"]:
            without.append(found)
        elif part["title"]:
            in_title.append(found)
        elif quoted is not None:
            phrases.append(found)
        else:
            words += found
            free.append(said)
    cut = cut or len(words) > MOST_WORDS
    return Typed(
        tuple(words[:MOST_WORDS]),
        tuple(phrases[:MOST_WORDS]),
        tuple(in_title[:MOST_WORDS]),
        tuple(without[:MOST_WORDS]),
        " ".join(free),
        cut,
    )


def _cleaned(text: str) -> tuple[str, bool]:
    """One line of signs that are seen; a quotation mark that stays alone is left out."""
    cut = len(text) > MOST_LETTERS
    if cut:
        text = text[:MOST_LETTERS].rsplit(None, 1)[0] if " " in text[:MOST_LETTERS] else text[:MOST_LETTERS]
    line = unicodedata.normalize("NFC", text).translate(QUOTES | DASHES)
    line = "".join(" " if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") else one for one in line)
    if line.count('"') % 2:
        place = line.rindex('"')
        line = f"{line[:place]} {line[place + 1 :]}"
    return line.strip(), cut
