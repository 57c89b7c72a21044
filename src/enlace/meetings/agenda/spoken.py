"""Languages as people write them in a form, and their codes. Pure, no queries."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from enlace.core.languages import current_language, language_codes
from enlace.core.plain import plain

BETWEEN = re.compile(r"[,;/\n]+")


def codes_in(text: str) -> list[str]:
    """Of a list as it is stored: es, pt."""
    return [code for part in BETWEEN.split(text) if (code := part.strip())]


def codes_of(text: str) -> tuple[list[str], list[str]]:
    """The codes of languages that somebody wrote by code or by name, each once, and what is none of a language."""
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for written in codes_in(text):
        if code := _names().get(plain(written)):
            codes[code] = None
        else:
            unknown.append(written)
    return list(codes), unknown


def as_stored(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def names_of(codes: Iterable[str]) -> list[str]:
    """In the language of the reader; the code itself where it has no name."""
    names = Locale.parse(current_language()).languages
    return [names.get(code, code) for code in codes]


@cache
def _names() -> dict[str, str]:
    """Plain name or code → code: of every language, named in those of the network, in English and in itself."""
    found: dict[str, str] = {}
    english = [str(code) for code in Locale.parse("en").languages]
    for speaker in ("en", *language_codes()):
        for code, name in Locale.parse(speaker).languages.items():
            found.setdefault(plain(str(name)), str(code))
    for code in english:
        found.setdefault(plain(_in_itself(code)), code)
    return found | {plain(code): code for code in english}


def _in_itself(code: str) -> str:
    try:
        return Locale.parse(code).language_name or code
    except (UnknownLocaleError, ValueError):
        return code
