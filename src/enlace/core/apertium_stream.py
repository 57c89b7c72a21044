"""Apertium's stream format, as far as drafts need it: one reading to one stream, and back.

`[3]` is a mark, `[[2]]…[[/]]` holds the words of an element, a made-up word stands for a term, `[e]` ends the text
and is missing only where the engine broke down. Signs that mean something to the engine never reach it: they are marks.
"""

import re
from collections.abc import Iterator

from enlace.core.inline_text import Piece, Reading, written

END = "[e]"
STOPS = ".!?:;…"
LEXEME = re.compile(r"\[\[(?P<element>[^\[\]]*)\]\]|\[(?P<mark>[^\[\]]*)\]|(?P<words>(?:\\.|[^\[\]\\])+)", re.DOTALL)
CURLY = re.compile(r"(?<=\w)’(?=\w)")


def stem_for(reading: Reading) -> str:
    """The beginning of a word that the text does not hold, for the words that stand for its terms."""
    words = " ".join(piece.text for piece in reading.pieces if piece.kind == "words").casefold()
    stem = "qz"
    while stem in words:
        stem += "z"
    return stem


def stand_in(stem: str, index: int, term: str) -> str:
    """Letters only: digits would be read as a word of their own. A vowel before a vowel's term, for "a" and "an"."""
    vowel = "e" if term[:1].casefold() in tuple("aeioáéíó") else ""
    return vowel + stem + "".join("abcdefghij"[int(digit)] for digit in str(index)) + "x"


def encode(reading: Reading) -> str:
    stem = stem_for(reading)
    stream = "".join(_encoded(piece, index, stem) for index, piece in enumerate(reading.pieces))
    return stream + ("." if _wants_stop(reading) else "") + END


def decode(output: str, reading: Reading) -> str | None:
    """None where a mark, a term or an element did not come back exactly once, and marks in their order."""
    if not output.endswith(END):
        return None
    body = output.removesuffix(END).rstrip(" ")
    if _wants_stop(reading):
        if not body.endswith("."):
            return None
        body = body.removesuffix(".").rstrip(" ")
    found = list(_found(body, reading))
    kept = [index for _, index, _ in found if index is not None]
    terms = {index for index, piece in enumerate(reading.pieces) if piece.kind == "term"}
    marks = [index for index, piece in enumerate(reading.pieces) if piece.kind == "mark"]
    if [index for index in kept if index not in terms] != marks or sorted(terms.intersection(kept)) != sorted(terms):
        return None
    if len(kept) != len(marks) + len(terms):
        return None
    return written(reading, [(element, text) for element, _, text in _smoothed(found, reading)])


def _wants_stop(reading: Reading) -> bool:
    """A heading has no full stop, and the engine needs one to see where the sentence ends."""
    spoken = [piece for piece in reading.pieces if piece.kind != "mark" and piece.text.strip()]
    return not spoken or spoken[-1].kind == "term" or spoken[-1].text.rstrip(" \"'”’»)")[-1:] not in tuple(STOPS)


def _encoded(piece: Piece, index: int, stem: str) -> str:
    if piece.kind == "mark":
        return f"[{index}]"
    text = stand_in(stem, index, piece.text) if piece.kind == "term" else CURLY.sub("'", piece.text)
    core = text.strip()
    if not core or not piece.element:
        return text
    return text.replace(core, f"[[{piece.element}]]{core}[[/]]", 1)


def _found(body: str, reading: Reading) -> Iterator[tuple[int, int | None, str]]:
    """Element, number of the piece if it is a mark or a term (-1: of none), text as it stands in the result."""
    stem, element = stem_for(reading), 0
    holder = re.compile(f"e?{re.escape(stem)}([a-j]+)x", re.IGNORECASE)
    for lexeme in LEXEME.finditer(body):
        if lexeme["element"] is not None:
            first = lexeme["element"].split(";")[0].strip()
            element = int(first) if first.isdecimal() else 0
        elif lexeme["mark"] is not None:
            yield _kept(lexeme["mark"], reading, None)
        else:
            for position, part in enumerate(holder.split(lexeme["words"])):
                if position % 2:
                    digits = "".join(str("abcdefghij".index(letter)) for letter in part.lower())
                    yield _kept(digits, reading, element)
                elif part:
                    yield element, None, reading.escape(re.sub(r"\\(.)", r"\1", part))


def _kept(digits: str, reading: Reading, element: int | None) -> tuple[int, int, str]:
    index = int(digits) if digits.isdecimal() else -1
    if index not in range(len(reading.pieces)):
        return 0, -1, ""
    piece = reading.pieces[index]
    return piece.element if element is None else element, index, piece.text


def _smoothed(found: list[tuple[int, int | None, str]], reading: Reading) -> Iterator[tuple[int, int | None, str]]:
    """Without the engine's doubled spaces, and without the capital it gives the word after an unknown first one."""
    before, capital = "", False
    for element, index, text in found:
        if index is None:
            text = re.sub(" {2,}", " ", text)
            text = text.lstrip(" ") if before.endswith(" ") else text
            if capital:
                text = re.sub(r"^( ?)([^\W\d_])(?=[^\W\d_A-Z])", lambda first: first[1] + first[2].lower(), text)
        before = text or before
        capital = text.isspace() and capital if index is None else _goes_on_small(reading, index)
        yield element, index, text


def _goes_on_small(reading: Reading, index: int) -> bool:
    following = reading.pieces[index + 1] if index + 1 < len(reading.pieces) else None
    is_term = reading.pieces[index].kind == "term"
    return is_term and following is not None and following.kind == "words" and following.text.strip()[:1].islower()
