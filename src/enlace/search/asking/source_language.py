"""In which language somebody searches: their own, unless the words say otherwise."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from enlace.search.asking.theme_labels import Found

SURE = 0.75
"""From which on the detector is believed against the reader's own language."""
FEW_WORDS = 3


def source_language(
    text: str,
    words: Sequence[str],
    reader: str,
    languages: tuple[str, ...],
    *,
    labels: Sequence[Found],
    is_known: Callable[[str, str], bool],
) -> str:
    """`labels` are those of themes in the words; `is_known(word, language)` tells whether a record has the word.

    First what is a label in one language alone; then the detector where it is sure; of a few words the language in
    which alone all of them are known.
    """
    if not words or len(languages) < 2:
        return reader
    said = [label.languages.intersection(languages) for label in labels]
    if any(reader in some for some in said):
        return reader
    if only := next((some for some in said if len(some) == 1), None):
        return next(iter(only))
    language, confidence = _detected(text, languages)
    if language == reader or confidence >= SURE:
        return language
    if len(words) > FEW_WORDS:
        return reader
    if all(is_known(word, reader) for word in words):
        return reader
    others = [one for one in languages if one != reader and all(is_known(word, one) for word in words)]
    return others[0] if len(others) == 1 else reader


@lru_cache(maxsize=4096)
def _detected(text: str, languages: tuple[str, ...]) -> tuple[str, float]:
    detector = _detector(languages)
    if detector is None:
        return "", 0.0
    best = detector.compute_language_confidence_values(text)[0]
    return best.language.iso_code_639_1.name.lower(), best.value


@cache
def _detector(languages: tuple[str, ...]) -> LanguageDetector | None:
    codes = [getattr(IsoCode639_1, code.split("-")[0].upper(), None) for code in languages]
    known = [Language.from_iso_code_639_1(code) for code in codes if code is not None]
    return LanguageDetectorBuilder.from_languages(*known).build() if len(known) > 1 else None
