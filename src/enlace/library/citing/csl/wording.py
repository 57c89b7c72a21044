"""Text on its way into a citation: where two pieces meet, letters large and small, italics, quotation marks.

While a citation is put together, italics and quotation marks stand in it as four private characters of Unicode, which
no text of a record keeps.
"""

import re
from collections.abc import Iterable
from html import escape

ITALIC, UPRIGHT, QUOTE, UNQUOTE = "\ue000", "\ue001", "\ue002", "\ue003"
MARKS = frozenset((ITALIC, UPRIGHT, QUOTE, UNQUOTE))
UNWRITABLE = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ue000-\uf8ff]+")
SMALL_WORDS = frozenset(
    [
        *["a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on"],
        *["onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet", "about", "above", "across"],
        *["after", "against", "along", "amid", "among", "around", "before", "behind", "below", "beneath", "beside"],
        *["between", "beyond", "despite", "during", "except", "inside", "like", "near", "off", "out", "outside"],
        *["per", "since", "than", "through", "throughout", "toward", "towards", "under", "until", "unto", "upon"],
        *["versus", "vs", "within", "without"],
    ]
)
"""Articles, conjunctions and prepositions, which English titles write small: those of CSL, and the longer ones."""
SWALLOWS = {"!": "!.:", "?": "?.:", ":": ":.", ";": ";.", ",": ",", ".": "."}
"""Which marks are not written after a mark that stands there already."""


def plain(value: object) -> str:
    """A text of a record in one line, without what cannot be written."""
    return " ".join(UNWRITABLE.sub(" ", str(value)).split())


def typed(value: object) -> str:
    """A text of a record with the apostrophes that printers set."""
    return plain(value).replace("'", "’")


def glue(left: str, right: str, *, inside: bool) -> str:
    """Two pieces beside each other, no point doubled. `inside`: points and commas go before closing quotation marks."""
    if not left or not right:
        return left + right
    at = next((place for place, one in enumerate(right) if one not in MARKS), None)
    if at is None:
        return left + right
    first, body = right[at], left.rstrip("".join(MARKS))
    end = body[-1:]
    if first == " " and end == " ":
        return left + right[:at] + right[at + 1 :]
    quoted = UNQUOTE in left[len(body) :]
    if first in SWALLOWS.get(end, ""):
        return left + right[:at] + right[at + 1 :]
    if quoted and inside and first in ".," and not (first == "," and end in "!?"):
        return body + first + left[len(body) :] + right[:at] + right[at + 1 :]
    return left + right


def joined(pieces: Iterable[str], delimiter: str = "", *, inside: bool) -> str:
    whole = ""
    for piece in pieces:
        if piece:
            whole = glue(glue(whole, delimiter if whole else "", inside=inside), piece, inside=inside)
    return whole


def cased(text: str, case: str, *, english: bool) -> str:
    """`case` as CSL names it; what CSL calls title is for English alone."""
    if case == "lowercase":
        return text.lower()
    if case == "uppercase":
        return text.upper()
    if case == "capitalize-first":
        return _capital(text)
    if case == "capitalize-all":
        return " ".join(_capital(word) for word in text.split(" "))
    return _title(text) if case == "title" and english else text


def _capital(text: str) -> str:
    """With a large first letter, where its first word is all small."""
    start = next((place for place, one in enumerate(text) if one.isalpha()), None)
    if start is None or not text[start:].split(" ")[0].islower():
        return text
    return text[:start] + text[start].upper() + text[start + 1 :]


def _title(text: str) -> str:
    words = text.split(" ")
    last, begins, told = len(words) - 1, True, []
    for place, word in enumerate(words):
        core = word.strip("“”‘’\"'()[].,:;!?¡¿")
        kept = core.lower() in SMALL_WORDS and not begins and place != last
        told.append(word if kept else "-".join(_part(part, at) for at, part in enumerate(word.split("-"))))
        begins = word.endswith((":", "?", "!", "—", "–")) or not core
    return " ".join(told)


def _part(part: str, at: int) -> str:
    return part if at and part in SMALL_WORDS else _capital(part)


def as_html(marked: str, quotes: tuple[str, str]) -> str:
    """Safe HTML with `i` alone."""
    told, depth = [], 0
    for one in marked:
        if one == ITALIC:
            told.append("" if depth else "<i>")
            depth += 1
        elif one == UPRIGHT:
            depth -= 1
            told.append("" if depth else "</i>")
        else:
            told.append(_quoted(one, quotes) or escape(one))
    return "".join(told)


def as_text(marked: str, quotes: tuple[str, str]) -> str:
    return "".join(_quoted(one, quotes) or ("" if one in MARKS else one) for one in marked)


def _quoted(one: str, quotes: tuple[str, str]) -> str:
    return quotes[0] if one == QUOTE else quotes[1] if one == UNQUOTE else ""
