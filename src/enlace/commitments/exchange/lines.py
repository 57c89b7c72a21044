"""Rows of a table to what they say of commitments, before they are compared with those on record."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from enlace.commitments.exchange.cells import beginning, is_a_span, parts_of, percent_of, when_of
from enlace.commitments.exchange.mapping import ColumnMapping, field_label, heads_of
from enlace.commitments.exchange.names import Names
from enlace.commitments.exchange.words import APPROACHES, AUDIENCES, OUTCOMES, STANDINGS
from enlace.commitments.models import Body
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.core.texts import Texts
from enlace.network.exchange.table_cells import Misread, Words, choice_of, yes_or_no
from enlace.network.exchange.tables import Cell, Problem, Row, Sheet

SEPARATOR = re.compile(r"[;|,]")
LENGTHS = {"title": 300, "responsible": 250, "source": 300, "reference": 120, "upr": 60}


@dataclass(frozen=True)
class Line:
    """What a row says; empty where it says nothing. `own` names the fields that it says itself, not the table."""

    number: int
    reference: str = ""
    address: str = ""
    title: Texts = field(default_factory=Texts)
    text: Texts = field(default_factory=Texts)
    approach: str = ""
    parties: tuple[Body, ...] = ()
    themes: tuple[int, ...] = ()
    responsible: Texts = field(default_factory=Texts)
    made_on: date | None = None
    meeting: int | None = None
    standing: str = ""
    outcome: str = ""
    closed_on: date | None = None
    due_on: date | None = None
    percent: int | None = None
    progress: Texts = field(default_factory=Texts)
    reported_on: date | None = None
    reported_by: Body | None = None
    targets: tuple[int, ...] = ()
    recommendation: str = ""
    source: Texts = field(default_factory=Texts)
    audience: str = ""
    illustrative: bool | None = None
    own: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def reports(self) -> bool:
        return self.percent is not None or bool(self.progress)


class Reading:
    """A table being read. What a row cannot say is noted in `problems`; what is worth knowing in `notes`."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, names: Names) -> None:
        self.sheet, self.mapping, self.names = sheet, mapping, names
        self.heads = heads_of(sheet)
        self.places = mapping.places(self.heads)
        self.problems: list[Problem] = []
        self.notes: dict[str, str] = {}
        self.unknown_themes: set[str] = set()
        self.passed_over = 0
        self.words = {head: {plain(word): meant for word, meant in own.items()} for head, own in mapping.words.items()}
        self.only = {self.heads.index(head): set(map(plain, cells)) for head, cells in mapping.only.items()}

    def lines(self) -> Iterator[Line | None]:
        """None for a row that does not count or cannot be read."""
        for row in self.sheet.rows:
            if any(plain(str(self._at(row, place))) not in cells for place, cells in self.only.items()):
                self.passed_over += 1
                yield None
                continue
            before = len(self.problems)
            line = RowReading(self, row).line()
            yield line if len(self.problems) == before else None

    def wrong(self, row: int | None, key: str, wrong: str, mend: str, language: str = "") -> None:
        places = next((places for known, places in self.places.items() if known == (key, language)), [])
        places = places or next((places for (known, _language), places in self.places.items() if known == key), [])
        column = self.heads[places[0]] if places else field_label(key)
        problem = Problem(wrong, mend, self.sheet.name, row, column)
        if row is not None or problem not in self.problems:
            self.problems.append(problem)

    def _at(self, row: Row, place: int) -> Cell:
        return row.cells[place] if place < len(row.cells) else ""

    def cell(self, row: Row, place: int) -> Cell:
        """What is meant by what the cell says."""
        said = self._at(row, place)
        return self.words.get(self.heads[place], {}).get(plain(str(said)), said)


class RowReading:
    def __init__(self, table: Reading, row: Row) -> None:
        self.table, self.row = table, row
        self.own: set[str] = set()

    def line(self) -> Line:
        title, text = self.texts("title"), self.texts("text")
        title = title or Texts({language: beginning(words) for language, words in text.items()})
        parties = self.bodies("parties")
        state = next((pk for kind, pk in parties if kind == "state"), None)
        reported_by = self.bodies("reported_by")
        return Line(
            self.row.number,
            reference=self.short("reference"),
            address=self.text("address"),
            title=title,
            text=text,
            approach=self.choice("approach", APPROACHES),
            parties=parties,
            themes=self.themes(),
            responsible=self.texts("responsible"),
            made_on=self.past_day("made_on", "first"),
            meeting=self.meeting(),
            standing=self.choice("standing", STANDINGS),
            outcome=self.choice("outcome", OUTCOMES),
            closed_on=self.past_day("closed_on", "last"),
            due_on=self.day("due_on", "last"),
            percent=self.percent(),
            progress=self.texts("progress"),
            reported_on=self.past_day("reported_on", "last"),
            reported_by=reported_by[0] if reported_by else None,
            targets=self.targets(state),
            recommendation=self.short("upr"),
            source=self.texts("source"),
            audience=self.choice("audience", AUDIENCES),
            illustrative=self.read("illustrative", yes_or_no),
            own=frozenset(self.own),
        )

    def wrong(self, key: str, wrong: str, mend: str, language: str = "") -> None:
        """What is wrong with what holds for the whole table is said once, of no row."""
        own = key in self.own or key not in self.table.mapping.constants
        self.table.wrong(self.row.number if own else None, key, wrong, mend, language)

    def cells(self, key: str, language: str = "") -> list[Cell]:
        """What the columns of a field say that say something; else what holds for the whole table."""
        said = [self.table.cell(self.row, place) for place in self.table.places.get((key, language), [])]
        said = [cell for cell in said if cell != ""]
        if said:
            self.own.add(key)
            return said
        constant = self.table.mapping.constants.get(key, "")
        return [constant] if constant and language in {"", self.table.mapping.language} else []

    def cell(self, key: str) -> Cell:
        return next(iter(self.cells(key)), "")

    def read[Read](self, key: str, reader: Callable[[Cell], Read]) -> Read | None:
        try:
            return reader(self.cell(key))
        except Misread as error:
            self.wrong(key, error.wrong, error.mend)
            return None

    def text(self, key: str, language: str = "") -> str:
        return str(next(iter(self.cells(key, language)), ""))

    def short(self, key: str, language: str = "") -> str:
        """A text that has its limit."""
        text = self.text(key, language)
        if len(text) > LENGTHS.get(key, len(text)):
            wrong = _("This text is longer than %(most)d letters.") % {"most": LENGTHS[key]}
            mend = _("Shorten it.")
            if key == "title":
                mend = _("Shorten it, or choose the column as “what is promised”: its beginning becomes the title.")
            self.wrong(key, wrong, mend, language)
        return text

    def texts(self, key: str) -> Texts:
        languages = [language for known, language in self.table.places if known == key]
        if self.table.mapping.language not in languages:
            languages.append(self.table.mapping.language)
        found = {language: self.short(key, language) for language in languages}
        if key == "source":
            return self._with_constant(found)
        return Texts(found)

    def _with_constant(self, found: dict[str, str]) -> Texts:
        """The source of the table, and after it what the row says of its own."""
        language, whole = self.table.mapping.language, self.table.mapping.constants.get("source", "")
        if whole and "source" in self.own and found.get(language):
            found[language] = f"{whole}: {found[language]}"
            if len(found[language]) > LENGTHS["source"]:
                wrong = _("This text is longer than %(most)d letters.") % {"most": LENGTHS["source"]}
                self.wrong("source", wrong, _("Shorten it."), language)
        return Texts(found)

    def choice(self, key: str, words: Words) -> str:
        return self.read(key, lambda cell: choice_of(cell, words)) or ""

    def day(self, key: str, edge: Literal["first", "last"]) -> date | None:
        day = self.read(key, lambda cell: when_of(cell, edge))
        if day and is_a_span(self.cell(key)):
            sentence = _("“%(column)s”: “%(cell)s” is read as %(day)s.")
            told = {"column": field_label(key), "cell": self.cell(key), "day": day.isoformat()}
            self.table.notes.setdefault(f"span {key}", sentence % told)
        return day

    def past_day(self, key: str, edge: Literal["first", "last"]) -> date | None:
        """Not in the future; of a month or a year that goes on, today."""
        day = self.day(key, edge)
        if day is None or day <= today():
            return day
        begins = when_of(self.cell(key), "first")
        if begins and begins <= today():
            return today()
        self.wrong(key, _("This day is still to come."), _("Correct it: only what has happened can be recorded."))
        return None

    def percent(self) -> int | None:
        written_as = self.table.mapping.constants.get("percent_as", "")
        found = self.read("percent", lambda cell: percent_of(cell, written_as))
        if found and found[1]:
            sentence = _("Percentages are recorded whole: “%(cell)s” as %(percent)d.")
            told = {"cell": self.cell("percent"), "percent": found[0]}
            self.table.notes.setdefault("percent", sentence % told)
        return found[0] if found else None

    def bodies(self, key: str) -> tuple[Body, ...]:
        found: dict[Body, None] = {}
        for cell in self.cells(key):
            for part in self._named(cell):
                body = self.table.names.body(part)
                if body is None:
                    wrong = _("“%(written)s” is no state or observer of the network.") % {"written": part}
                    mend = _("Write the name of a state, its code of two or three letters, or the name of an observer.")
                    self.wrong(key, wrong, mend)
                else:
                    found[body] = None
        return tuple(found)

    def _named(self, cell: Cell) -> list[str]:
        """A name may have a comma or a semicolon in it: of what they part, the longest that is known counts as one."""
        text, known = str(cell), self.table.names.body
        ends = [found.start() for found in SEPARATOR.finditer(text)] + [len(text)]
        names, begin = [], 0
        while begin < len(text):
            later = [end for end in ends if end >= begin]
            whole = next((end for end in reversed(later) if known(text[begin:end].strip())), later[0])
            names.append(text[begin:whole].strip())
            begin = whole + 1
        return [name for name in names if name]

    def themes(self) -> tuple[int, ...]:
        """Words that the vocabulary does not have are told once for the whole table."""
        found = set()
        for cell in self.cells("themes"):
            known = self.table.names.themes
            for part in [str(cell)] if plain(str(cell)) in known else parts_of(cell):
                if plain(part) in known:
                    found.add(known[plain(part)])
                else:
                    self.table.unknown_themes.add(part)
        return tuple(sorted(found))

    def targets(self, state: int | None) -> tuple[int, ...]:
        found = set()
        for cell in self.cells("targets"):
            for part in parts_of(cell):
                target = self.table.names.target(part, state)
                if target is None:
                    wrong = _("No target is called “%(written)s”.") % {"written": part}
                    self.wrong("targets", wrong, _("Add it on the page of targets first, or write e.g. “sdg 16.3”."))
                else:
                    found.add(target)
        return tuple(sorted(found))

    def meeting(self) -> int | None:
        written = plain(str(self.cell("meeting")))
        if not written:
            return None
        found = self.table.names.meetings.get(written)
        if found is None:
            wrong = _("No meeting, or more than one, is called “%(written)s”.") % {"written": self.cell("meeting")}
            self.wrong("meeting", wrong, _("Write its title as it stands here, or the number of the edition."))
        return found
