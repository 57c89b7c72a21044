"""Rows of a sheet to what they say of the directory, before anybody looks into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language, default_language, language_codes, preference
from enlace.core.plain import plain
from enlace.core.texts import Texts
from enlace.network.exchange.table_cells import (
    KINDS,
    ROLES,
    SECTORS,
    STATE_KIND,
    Misread,
    choice_of,
    day_of,
    how_dates_are_written,
    language_of,
    yes_or_no,
)
from enlace.network.exchange.table_columns import Heads
from enlace.network.exchange.tables import Cell, Problem, Row, Sheet
from enlace.network.roles import OF_STATES, Role
from enlace.network.states import state_code, state_names

LENGTHS = {"name": 200, "email": 254, "phone": 60, "organisation": 250, "office": 200, "reference": 120, "source": 300}
LENGTHS |= {"member": 250}


@dataclass(frozen=True)
class Place:
    """A row where its owner finds it, with the columns as they are written there."""

    sheet: str
    row: int
    heads: Heads = field(repr=False, compare=False)

    def problem(self, key: str, wrong: str, mend: str) -> Problem:
        return Problem(wrong, mend, self.sheet, self.row, self.heads.label(key) if key else "")


@dataclass(frozen=True)
class MandateLine:
    """`state` is a code; `says_until` is false where the table has no such column. Empty text: left as it is."""

    place: Place
    role: str
    state: str
    organisation: Texts
    sector: str | None
    name: str
    office: Texts
    email: str
    phone: str
    language: str
    since: date
    until: date | None
    says_until: bool
    reference: str
    illustrative: bool


@dataclass(frozen=True)
class MembershipLine:
    """Of a state by its code, or else of an organisation by its name."""

    place: Place
    state: str
    organisation: Texts
    sector: str | None
    since: date
    until: date | None
    says_until: bool
    launched: bool | None
    source: str
    illustrative: bool


class Reading:
    """One row being read: what cannot be is noted, and reading goes on to the next cell."""

    def __init__(self, sheet: Sheet, row: Row, heads: Heads) -> None:
        self.place, self.row, self.heads = Place(sheet.name, row.number, heads), row, heads
        self.problems: list[Problem] = []

    def wrong(self, key: str, wrong: str, mend: str) -> None:
        self.problems.append(self.place.problem(key, wrong, mend))

    def cell(self, key: str, language: str = "") -> Cell:
        index = self.heads.places.get((key, language), -1)
        return self.row.cells[index] if 0 <= index < len(self.row.cells) else ""

    def read[Read](self, key: str, reader: Callable[[Cell], Read]) -> Read | None:
        try:
            return reader(self.cell(key))
        except Misread as error:
            self.wrong(key, error.wrong, error.mend)
            return None

    def text(self, key: str, language: str = "") -> str:
        text = str(self.cell(key, language))
        if len(text) > LENGTHS[key]:
            wrong = _("This text is longer than %(most)d letters.") % {"most": LENGTHS[key]}
            self.wrong(key, wrong, _("Shorten it."))
        return text

    def texts(self, key: str) -> Texts:
        return Texts({language: self.text(key, language) for language in self.heads.languages_of(key)})

    def needed(self, key: str, given: object, wrong: str, mend: str) -> None:
        if given is None and self.cell(key) == "":
            self.wrong(key, wrong, mend)

    def span(self) -> tuple[date | None, date | None]:
        since, until = self.read("since", day_of), self.read("until", day_of)
        self.needed("since", since, _("The first day is missing."), how_dates_are_written())
        if since and until and until < since:
            days = {"until": _in_words(until), "since": _in_words(since)}
            wrong = _("The end, %(until)s, lies before the beginning, %(since)s.") % days
            self.wrong("until", wrong, _("Correct one of the two. The last day counts as part of it."))
        return since, until

    def state(self, key: str, written: str) -> str:
        code = code_of(written, language_codes())
        if written and not code:
            mend = _("Write its name, or its code of two or three letters (ISO 3166-1).")
            self.wrong(key, _("No state is called “%(written)s”.") % {"written": written}, mend)
        return code


def _in_words(day: date) -> str:
    return date_in_words(day, current_language())


def code_of(written: str, languages: tuple[str, ...]) -> str:
    """The code of the state that goes by this name or code; empty where none does."""
    name = plain(written)
    return state_code(name, ()) if len(name) <= 3 else _codes_by_name(languages).get(name, "")


@cache
def _codes_by_name(languages: tuple[str, ...]) -> dict[str, str]:
    return {plain(name): code for language in languages for code, name in state_names(language).items()}


def mandate_lines(sheet: Sheet, heads: Heads) -> Iterator[MandateLine | list[Problem]]:
    """Each row as it is understood, or what is wrong with it."""
    for row in sheet.rows:
        reading = Reading(sheet, row, heads)
        line = _mandate_line(reading)
        yield line if line and not reading.problems else reading.problems


def _mandate_line(reading: Reading) -> MandateLine | None:
    role = reading.read("role", lambda cell: choice_of(cell, ROLES))
    reading.needed("role", role, _("The role is missing."), _("Say which, e.g. “focal point”."))
    state = reading.state("state", str(reading.cell("state")))
    organisation = reading.texts("organisation")
    if role:
        _check_whose(reading, role, organisation)
    since, until = reading.span()
    sector = reading.read("sector", lambda cell: choice_of(cell, SECTORS))
    language = reading.read("language", language_of) or ""
    email = _email(reading)
    name, phone, office = reading.text("name"), reading.text("phone"), reading.texts("office")
    reference, illustrative = reading.text("reference"), bool(reading.read("illustrative", yes_or_no))
    if role is None or since is None:
        return None
    says_until = ("until", "") in reading.heads.places
    return MandateLine(
        *(reading.place, role, state, organisation, sector, name, office, email, phone, language),
        *(since, until, says_until, reference, illustrative),
    )


def _check_whose(reading: Reading, role: str, organisation: Texts) -> None:
    if role in OF_STATES:
        if not reading.cell("state"):
            wrong = _("This role is held for a state, and none is named.")
            reading.wrong("state", wrong, _("Write the name of the state, or its code."))
        return
    if reading.cell("state"):
        reading.wrong("state", _("This role is not held for a state."), _("Leave the state empty."))
    if reading.cell("reference"):
        wrong = _("Letters of nomination come from states only.")
        reading.wrong("reference", wrong, _("Leave this cell empty."))
    if role == Role.HOST and not organisation:
        wrong = _("A host belongs to an institution, and none is named.")
        reading.wrong("organisation", wrong, _("Write its name."))
    if role == Role.OBSERVER and not organisation:
        wrong = _("An observer belongs to an organisation, and none is named.")
        reading.wrong("organisation", wrong, _("Write its name."))


def _email(reading: Reading) -> str:
    email = reading.text("email")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            wrong = _("“%(email)s” is no e-mail address.") % {"email": email}
            reading.wrong("email", wrong, _("Write one address, e.g. office@example.org, or leave it empty."))
    return email


def membership_lines(sheet: Sheet, heads: Heads) -> Iterator[MembershipLine | list[Problem]]:
    """Each row as it is understood, or what is wrong with it."""
    for row in sheet.rows:
        reading = Reading(sheet, row, heads)
        line = _membership_line(reading)
        yield line if line and not reading.problems else reading.problems


def _membership_line(reading: Reading) -> MembershipLine | None:
    kind, member = reading.read("kind", lambda cell: choice_of(cell, KINDS)), reading.texts("member")
    if not member:
        reading.wrong("member", _("No member is named."), _("Write the name of a state or of an organisation."))
    state = _state_of(reading, kind, member)
    since, until = reading.span()
    launched = reading.read("launched", yes_or_no)
    source, illustrative = reading.text("source"), bool(reading.read("illustrative", yes_or_no))
    if since is None:
        return None
    says_until = ("until", "") in reading.heads.places
    organisation = Texts() if state else member
    sector = kind if kind != STATE_KIND else None
    return MembershipLine(
        reading.place, state, organisation, sector, since, until, says_until, launched, source, illustrative
    )


def _state_of(reading: Reading, kind: str | None, member: Texts) -> str:
    """The code, where the row is about a state: it says so, or says no kind and the member is called like one."""
    written = next((member[code] for code in preference(default_language()) if code in member), "")
    if kind == STATE_KIND:
        return reading.state("member", written)
    return "" if kind else code_of(written, language_codes())
