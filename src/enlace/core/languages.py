"""The languages of the network: those of the setting LANGUAGES, the first being the default."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    """The language's name in itself, e.g. Português."""


def languages() -> list[Language]:
    return [Language(code, str(name)) for code, name in settings.LANGUAGES]


def language_codes() -> tuple[str, ...]:
    return tuple(code for code, _ in settings.LANGUAGES)


def default_language() -> str:
    return settings.LANGUAGE_CODE


def current_language() -> str:
    """The reader's language, or the default where the active one is not of the network (e.g. in a command)."""
    active = (get_language() or "").split("-")[0]
    return active if active in language_codes() else default_language()


def preference(first: str) -> list[str]:
    """All languages in the order in which a reader of `first` is offered them: theirs, the default, the rest."""
    codes = [first, default_language(), *language_codes()]
    return list(dict.fromkeys(codes))
