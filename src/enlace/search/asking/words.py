"""How the index writes a word, and which words of a language say nothing alone. No Django."""

from collections.abc import Iterable
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from enlace.search.schema import STEMMERS, folded, stemmed

SHORTEST_PLURAL = 4


@lru_cache(maxsize=65536)
def folded_form(word: str) -> str:
    """Small letters without accents; empty where the index leaves the word out."""
    return next(iter(folded().analyze(word)), "")


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    return next(iter(stemmed(language).analyze(word)), "")


def likely_forms(form: str) -> list[str]:
    """The word itself, and the one with or without an s: stems of Spanish keep "arma" and "armas" apart."""
    if len(form) < SHORTEST_PLURAL or not form.isalpha():
        return [form]
    return [form, form[:-1] if form.endswith("s") else f"{form}s"]


def content_words(words: Iterable[str], language: str) -> list[str]:
    """Without stop words, unless there is nothing else."""
    said = list(words)
    return without_stop_words(said, language) or said


def without_stop_words(words: Iterable[str], language: str) -> list[str]:
    said = list(words)
    stops = _known_stop_words(language, tuple(word.lower() for word in said))
    return [word for word in said if word.lower() not in stops]


@lru_cache(maxsize=4096)
def _known_stop_words(language: str, words: tuple[str, ...]) -> frozenset[str]:
    analyzer = _stop_words(language)
    if analyzer is None:
        return frozenset()
    return frozenset(word for word in words if not analyzer.analyze(word))


@cache
def _stop_words(language: str) -> TextAnalyzer | None:
    """None where the engine knows no stop words of a language."""
    small = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    try:
        return small.filter(Filter.stopword(STEMMERS.get(language, language))).build()
    except ValueError:
        return None
