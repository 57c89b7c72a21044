"""How voices, counts and lists are called within a sentence. Pure: the language is the active one."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.results.number_words import Gender, number_in_words
from enlace.consultations.results.votes import VoicesKind
from enlace.core.languages import current_language


@dataclass(frozen=True)
class Voices:
    """Who answered. `kind` is what one of them is called; `about` where the number is rounded to threes."""

    total: int
    kind: VoicesKind = "states"
    states: int = 0
    organisations: int = 0
    about: bool = False


def voices_in_words(count: int, kind: VoicesKind, *, written: str = "") -> str:
    """18 states; `written` stands for the number."""
    if kind == "states":
        phrase = ngettext("%(count)s state", "%(count)s states", count)
    elif kind == "people":
        phrase = ngettext("%(count)s person", "%(count)s people", count)
    else:
        phrase = ngettext("%(count)s voice", "%(count)s voices", count)
    return phrase % {"count": written or count}


def statements_in_words(count: int, *, written: str = "") -> str:
    return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": written or count}


def counted(number: int, *, spelled: bool, gender: Gender = "feminine") -> str:
    return number_in_words(number, current_language(), gender) if spelled else str(number)


def share_in_words(part: int, whole: int) -> str:
    """9 of 10."""
    return _("%(part)d of %(whole)d") % {"part": part, "whole": whole}


def tally_in_words(tally: Tally) -> str:
    """9 agree, 0 disagree, 1 passes: for who hears a bar instead of seeing it."""
    return _("%(agree)d agree, %(disagree)d disagree, %(passed)d pass") % {
        "agree": tally.agree,
        "disagree": tally.disagree,
        "passed": tally.passed,
    }


def listed(words: Sequence[str]) -> str:
    """local, national and regional."""
    return str(format_list(list(words), locale=current_language()))


def letter_of(place: int) -> str:
    """Groups are called A, B, C … by their place."""
    return chr(ord("A") + place)
