"""Which column of a table is what of a commitment, and what holds for the whole table. No database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.commitments.exchange.columns import COMMITMENTS, SEVERAL
from enlace.core.languages import default_language, language_codes
from enlace.core.plain import plain
from enlace.network.exchange.table_columns import known_as
from enlace.network.exchange.tables import Problem, Sheet, column_name

FIELDS = {column.key: column for column in COMMITMENTS.columns}
CONSTANTS = (
    *("language", "parties", "approach", "audience", "source", "made_on", "due_on", "reported_on"),
    *("responsible", "meeting", "standing", "illustrative", "percent_as"),
)
PERCENT_AS = ("hundred", "one")
PARTS = ("columns", "constants", "words", "only")
NUMBERED = re.compile(r"[\s_]*\d+\Z")


class BadMapping(Exception):
    """A mapping that nothing can be read with; its text says what is wrong with it."""


@dataclass(frozen=True)
class ColumnMapping:
    """`columns`: head of a column to field, with its language where it has one (`title pt`). `constants` hold where a
    row says nothing. `words`: head to what its cells say to what is meant. `only`: head to the cells that count."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Of the texts in columns without a language of their own."""
        return self.constants.get("language") or default_language()

    def places(self, heads: list[str]) -> dict[tuple[str, str], list[int]]:
        """Field and language to the columns, by number, that say it."""
        found: dict[tuple[str, str], list[int]] = {}
        for index, head in enumerate(heads):
            if name := self.columns.get(head):
                key, language = split_field(name)
                spoken = (language or self.language) if FIELDS[key].many else ""
                found.setdefault((key, spoken), []).append(index)
        return found

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": dict(self.columns),
            "constants": dict(self.constants),
            "words": {head: dict(words) for head, words in self.words.items()},
            "only": {head: list(cells) for head, cells in self.only.items()},
        }


def split_field(name: str) -> tuple[str, str]:
    key, _space, language = name.partition(" ")
    return key, language


def field_label(name: str) -> str:
    """As people read it: “Commitment (pt)”."""
    key, language = split_field(name)
    return f"{capfirst(str(FIELDS[key].label))}{f' ({language})' if language else ''}"


def mapping_from(data: Any) -> ColumnMapping:
    """What `as_json` wrote, or somebody by hand. Raises BadMapping."""
    if not isinstance(data, Mapping) or not all(isinstance(data.get(part, {}), Mapping) for part in PARTS):
        raise BadMapping(_("A mapping is an object with “columns”, “constants”, “words” and “only”."))
    if unknown := sorted(set(map(str, data)) - {*PARTS, "name"}):
        raise BadMapping(_("A mapping has no part “%(name)s”.") % {"name": unknown[0]})
    columns = {str(head): str(name) for head, name in data.get("columns", {}).items() if name}
    for name in columns.values():
        _check_field(name)
    constants = {
        str(name): _told(value) for name, value in data.get("constants", {}).items() if value not in ("", None)
    }
    _check_constants(constants)
    words, only = data.get("words", {}), data.get("only", {})
    if not all(isinstance(one, Mapping) for one in words.values()):
        raise BadMapping(_("“words” names a column, and for each of its words what is meant."))
    if not all(isinstance(one, list | tuple) for one in only.values()):
        raise BadMapping(_("“only” names a column and a list of the cells that count."))
    return ColumnMapping(
        columns,
        constants,
        {str(head): {str(word): str(meant) for word, meant in one.items()} for head, one in words.items()},
        {str(head): tuple(map(str, cells)) for head, cells in only.items() if cells},
    )


def _told(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _check_field(name: str) -> None:
    key, language = split_field(name)
    if key not in FIELDS:
        known = ", ".join(FIELDS)
        raise BadMapping(_("There is no field “%(name)s”. There are: %(known)s.") % {"name": name, "known": known})
    if language and (not FIELDS[key].many or language not in language_codes()):
        raise BadMapping(_("The field “%(name)s” is not known in that language.") % {"name": name})


def _check_constants(constants: Mapping[str, str]) -> None:
    if unknown := sorted(set(constants) - set(CONSTANTS)):
        told = {"name": unknown[0], "known": ", ".join(CONSTANTS)}
        raise BadMapping(_("“%(name)s” cannot be said for a whole table. These can: %(known)s.") % told)
    if constants.get("language", default_language()) not in language_codes():
        raise BadMapping(_("“%(name)s” is no language of the network.") % {"name": constants["language"]})
    if constants.get("percent_as", "hundred") not in PERCENT_AS:
        raise BadMapping(_("Percentages are written as “hundred” (85) or as “one” (0.85)."))


def heads_of(sheet: Sheet) -> list[str]:
    """The heads of the columns; one without is called by its letter, one that comes again has a number."""
    heads: list[str] = []
    width = max([len(sheet.header.cells), *(len(row.cells) for row in sheet.rows)])
    for index in range(width):
        written = str(sheet.header.cells[index]) if index < len(sheet.header.cells) else ""
        head, number = written or column_name(index + 1), 1
        while head in heads:
            number += 1
            head = f"{written or column_name(index + 1)} ({number})"
        heads.append(head)
    return heads


def guessed(heads: Iterable[str]) -> ColumnMapping:
    """What the heads seem to mean; of two that seem to mean the same, the first."""
    columns: dict[str, str] = {}
    for head in heads:
        found = known_as(COMMITMENTS, head)
        if found is None and (bare := NUMBERED.sub("", head)) and bare != head:
            found = known_as(COMMITMENTS, bare)
            found = found if found and found[0] in SEVERAL else None
        if found is None:
            continue
        key, language = found
        name = f"{key} {language}" if language not in {"", default_language()} else key
        if key in SEVERAL or name not in columns.values():
            columns[head] = name
    return ColumnMapping(columns, {"language": default_language()})


def same_heads(one: Iterable[str], other: Iterable[str]) -> bool:
    return {plain(head) for head in one} == {plain(head) for head in other}


def mapping_problems(mapping: ColumnMapping, sheet: Sheet) -> list[Problem]:
    """Why nothing can be read with it in this table."""
    heads = heads_of(sheet)
    problems = [
        Problem(_("The table has no such column."), _choose_again(), sheet.name, sheet.header.number, head)
        for head in dict.fromkeys([*mapping.columns, *mapping.words, *mapping.only])
        if head not in heads
    ]
    for (key, language), places in mapping.places(heads).items():
        if len(places) > 1 and key not in SEVERAL:
            several = " · ".join(heads[place] for place in places)
            wrong = _("%(count)d columns are chosen as “%(field)s”.") % {
                "count": len(places),
                "field": field_label(f"{key} {language}".strip()),
            }
            problems.append(Problem(wrong, _("Keep one of them."), sheet.name, sheet.header.number, several))
    chosen = {split_field(name)[0] for name in mapping.columns.values()}
    if not {"title", "text"} & chosen:
        wrong = _("No column is chosen as “%(field)s”.") % {"field": field_label("title")}
        mend = _("Choose the column that says what is promised.")
        problems.append(Problem(wrong, mend, sheet.name, sheet.header.number))
    return problems


def _choose_again() -> str:
    return _("Choose the columns again.")
