"""What a cell says: a day, a yes, a word out of several. Raises Misread with what is wrong and what to do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from enlace.core.languages import language_codes
from enlace.core.plain import plain
from enlace.network.exchange.tables import Cell
from enlace.network.models.members import OBSERVER_SECTORS, Sector
from enlace.network.roles import Role

YEARS = range(1900, 2201)
SERIALS = range(15_000, 100_000)
"""Days since the end of 1899 that a spreadsheet may mean by a bare number, from 1941 on."""
BEFORE_FIRST_SERIAL = date(1899, 12, 30)

ISO = re.compile(r"\A(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ][\d:.]+z?)?\Z")
FIGURES = re.compile(r"\A(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})(?: [\d:.]+)?\Z")
DAY_FIRST = re.compile(r"\A(\d{1,2})(?:\.|º|°|st|nd|rd|th)?[\s./-]+(?:de )?([a-z]+)\.?,?[\s./-]+(?:de[l]? )?(\d{4})\Z")
MONTH_FIRST = re.compile(r"\A([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\Z")
SERIAL = re.compile(r"\A(\d{5})(?:\.\d+)?\Z")

YES, NO = gettext_lazy("yes"), gettext_lazy("no")
YES_WORDS = ("yes", "y", "sí", "si", "s", "sim", "true", "verdadero", "verdadeiro", "x", "1")
NO_WORDS = ("no", "n", "não", "false", "falso", "0")

ROLE_WORDS: dict[str, tuple[str, ...]] = {
    Role.FOCAL_POINT: ("focal point", "punto focal", "ponto focal"),
    Role.ALTERNATE: ("alternate", "suplente", "alterno", "alterna", "substituto", "substituta"),
    Role.VALIDATOR: ("validator", "validador", "validadora"),
    Role.OBSERVER: ("observer", "observador", "observadora"),
    Role.SECRETARY: (
        "secretary",
        "secretariat",
        "technical secretariat",
        "Secretaría",
        "Secretaría Técnica",
        "Secretaria",
    ),
    Role.EDITOR: ("editor", "editora", "editor of the site", "editor del sitio", "editor do site"),
    Role.HOST: (
        "host",
        "host institution",
        "anfitrión",
        "anfitriona",
        "institución anfitriona",
        "instituição anfitriã",
    ),
    Role.TREASURER: ("treasurer", "treasury", "tesorería", "tesouraria"),
    Role.COMPTROLLER: ("comptroller", "control of the treasury", "contraloría", "controladoria"),
}
SECTOR_WORDS: dict[str, tuple[str, ...]] = {
    Sector.INSTITUTION: (
        "institution",
        "institución",
        "instituição",
        "institución de un Estado",
        "institución del Estado",
    ),
    Sector.CIVIL_SOCIETY: ("civil society", "sociedad civil", "sociedade civil", "ONG", "NGO"),
    Sector.CORPORATE: ("corporate", "corporate sector", "sector corporativo", "setor corporativo", "empresa"),
    Sector.ACADEMIA: ("academia", "academic", "universidad", "universidade", "university"),
    Sector.INTERNATIONAL: ("international", "international body", "organismo internacional", "internacional"),
    Sector.SECRETARIAT: ("secretariat", "technical secretariat", "Secretaría Técnica", "Secretaria Técnica"),
}
STATE_KIND = "state"
STATE_LABEL = gettext_lazy("member state")
KIND_WORDS = {STATE_KIND: ("state", "estado", "member state", "Estado miembro", "Estado membro")} | {
    sector: SECTOR_WORDS[sector] for sector in OBSERVER_SECTORS
}


@dataclass(frozen=True, eq=False)
class Words:
    """What a cell may say: a label for each key, and other words for it."""

    labels: Mapping[str, str | Promise]
    also: Mapping[str, Iterable[str]]


ROLES = Words({role.value: role.label for role in Role}, ROLE_WORDS)
SECTORS = Words({sector.value: sector.label for sector in Sector}, SECTOR_WORDS)
KINDS = Words({STATE_KIND: STATE_LABEL} | {sector.value: sector.label for sector in OBSERVER_SECTORS}, KIND_WORDS)
ANSWERS = Words({"yes": YES, "no": NO}, {"yes": YES_WORDS, "no": NO_WORDS})


class Misread(Exception):
    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


def day_of(cell: Cell) -> date | None:
    """The day of a date in figures or words; None for an empty cell. 03/04/2026 is the third of April."""
    if isinstance(cell, date):
        return _within_years(cell, cell)
    if not cell:
        return None
    text = plain(cell)
    if parts := ISO.match(text):
        return _made(cell, int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := FIGURES.match(text):
        return _made(cell, int(parts[3]), int(parts[2]), int(parts[1]))
    if (parts := DAY_FIRST.match(text)) and (month := month_names().get(parts[2])):
        return _made(cell, int(parts[3]), month, int(parts[1]))
    if (parts := MONTH_FIRST.match(text)) and (month := month_names().get(parts[1])):
        return _made(cell, int(parts[3]), month, int(parts[2]))
    if (parts := SERIAL.match(text)) and int(parts[1]) in SERIALS:
        return BEFORE_FIRST_SERIAL + timedelta(days=int(parts[1]))
    raise Misread(_("“%(cell)s” is no date.") % {"cell": cell}, how_dates_are_written())


def either_order(cell: Cell) -> bool:
    """Whether a date in figures would be another day with the month first."""
    parts = FIGURES.match(plain(cell)) if isinstance(cell, str) else None
    return parts is not None and parts[1] != parts[2] and int(parts[1]) <= 12 and int(parts[2]) <= 12


def how_dates_are_written() -> str:
    return _("Write it as 2026-03-31 or 31/03/2026: the day before the month, the year with four figures.")


def _made(cell: Cell, year: int, month: int, day: int) -> date:
    try:
        return _within_years(cell, date(year, month, day))
    except ValueError:
        raise Misread(_("“%(cell)s” is no day of the calendar.") % {"cell": cell}, how_dates_are_written()) from None


def _within_years(cell: Cell, day: date) -> date:
    if day.year not in YEARS:
        raise Misread(_("The year of “%(cell)s” cannot be right.") % {"cell": cell}, how_dates_are_written())
    return day


@cache
def month_names() -> dict[str, int]:
    """Names and abbreviations of the months in every language of the network, plain."""
    return {
        plain(name).rstrip("."): number
        for language in language_codes()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in Locale.parse(language).months[context][width].items()
    }


def yes_or_no(cell: Cell) -> bool | None:
    """None for an empty cell."""
    answer = choice_of(cell, ANSWERS)
    return None if answer is None else answer == "yes"


def choice_of(cell: Cell, words: Words) -> str | None:
    """The key of what the cell names, by its label in any language or another word for it; None for an empty cell."""
    if not cell:
        return None
    if key := _known(words, language_codes()).get(plain(str(cell))):
        return key
    names = get_text_list([quoted(label) for label in words.labels.values()], _("or"))
    raise Misread(_("“%(cell)s” is not known here.") % {"cell": cell}, _("Write %(names)s.") % {"names": names})


def quoted(word: str | Promise) -> str:
    return _("“%(word)s”") % {"word": word}


@cache
def _known(words: Words, languages: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, label in words.labels.items():
        for language in languages:
            with override(language):
                found.setdefault(plain(str(label)), key)
        for word in (key, *words.also.get(key, ())):
            found.setdefault(plain(word), key)
    return found


def language_of(cell: Cell) -> str | None:
    """The code of a language of the network, named by its code or in any of them; None for an empty cell."""
    if not cell:
        return None
    names = {code: code for code in language_codes()}
    wanted = plain(str(cell))
    for code in names:
        if wanted == code or wanted in _language_names(code):
            return code
    known = get_text_list([quoted(code) for code in names], _("or"))
    wrong = _("“%(cell)s” is no language of the network.")
    raise Misread(wrong % {"cell": cell}, _("Write %(names)s.") % {"names": known})


@cache
def _language_names(code: str) -> frozenset[str]:
    locale = Locale.parse(code)
    return frozenset(plain(str(locale.get_display_name(other))) for other in language_codes())
