"""Names of states in every language, and their codes (ISO 3166-1), from CLDR by way of Babel. No Django."""

from functools import cache

from babel import Locale
from babel.core import get_global

from enlace.core.plain import plain


@cache
def state_names(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 code → the name in `language`, for everything that CLDR calls a territory of two letters."""
    names = Locale.parse(language).territories
    return {code: str(name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code in _codes()}


def state_name(code: str, language: str) -> str:
    return state_names(language).get(code, code)


def alpha3(code: str) -> str:
    """The ISO 3166-1 alpha-3 code, empty where CLDR knows none."""
    return _three_letters().get(code, "")


def state_code(written: str, languages: tuple[str, ...]) -> str:
    """The alpha-2 code of what somebody wrote: a code of two or three letters, or a name in one of `languages`.

    Case and accents do not matter. Empty where nothing is called so.
    """
    wanted = plain(written)
    if wanted.upper() in _codes():
        return wanted.upper()
    for code, three in _three_letters().items():
        if three.casefold() == wanted and code in _codes():
            return code
    for language in languages:
        for code, name in state_names(language).items():
            if plain(name) == wanted:
                return code
    return ""


@cache
def _codes() -> frozenset[str]:
    """Codes of territories: those with an alpha-3 code, without what CLDR and ISO keep for other uses."""
    return frozenset(_three_letters()) - NO_STATES


NO_STATES = frozenset({"AA", "AC", "DG", "EU", "TA", "XA", "XB", "ZZ"})


@cache
def _three_letters() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}
