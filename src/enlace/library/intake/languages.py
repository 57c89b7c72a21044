"""The language of a whole text, of which there is plenty: by pieces from its whole length, which must agree."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from enlace.core.languages import language_codes

KNOWN = ("es", "en", "pt", "fr", "it", "ca", "de", "nl", "ru", "ar", "zh")
OTHERS = ("sw", "tl", "sn", "eu", "mi", "fi", "yo", "so", "tn")
"""Languages that no text is given to; they draw off what is in none of the known, as Quechua or Guaraní."""
PIECE, PIECES, FEWEST = 400, 24, 20
SURE, AGREED = 0.6, 0.6
NO_LETTERS = re.compile(r"[\W\d_]+")


@cache
def _detector() -> LanguageDetector:
    """The small models: over pieces of this length they say the same as the large ones, in a third of the memory."""
    codes = dict.fromkeys((*KNOWN, *OTHERS, *(code.split("-")[0] for code in language_codes())))
    found = [language for code in codes if (language := as_language(code))]
    return LanguageDetectorBuilder.from_languages(*found).with_low_accuracy_mode().build()


def as_language(code: str) -> Language | None:
    iso = getattr(IsoCode639_1, code.split("-")[0].upper(), None)
    return Language.from_iso_code_639_1(iso) if iso else None


def codes_for_recognising() -> list[str]:
    """The languages of the network as Tesseract calls them: `spa`, `eng`, `por`."""
    return [one.iso_code_639_3.name.lower() for code in language_codes() if (one := as_language(code))]


def language_of(texts: Sequence[str]) -> str:
    """A code of two letters; empty where there is too little text or none of the known languages has most of it."""
    votes: Counter[str] = Counter()
    pieces = _pieces(texts)
    for piece in pieces:
        best = _detector().compute_language_confidence_values(piece)[0]
        if best.value >= SURE:
            votes[best.language.iso_code_639_1.name.lower()] += 1
    code, count = votes.most_common(1)[0] if votes else ("", 0)
    return code if code not in OTHERS and count >= AGREED * len(pieces) else ""


def _pieces(texts: Sequence[str]) -> list[str]:
    """Spread over the whole, of letters alone."""
    pages = [words for text in texts if len(words := NO_LETTERS.sub(" ", text).strip()) >= FEWEST]
    cut = [page[start : start + PIECE] for page in pages for start in range(0, max(len(page) - FEWEST, 1), PIECE)]
    step = max(len(cut) / PIECES, 1)
    return [cut[int(index * step)] for index in range(min(len(cut), PIECES))]
