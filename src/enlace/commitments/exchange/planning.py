"""A table compared with the commitments on record: what an import would do, or why it cannot."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.exchange.compare import compared
from enlace.commitments.exchange.compare_new import check_new
from enlace.commitments.exchange.identity import known
from enlace.commitments.exchange.likeness import Titled, alike
from enlace.commitments.exchange.lines import Line, Reading
from enlace.commitments.exchange.mapping import ColumnMapping, heads_of, mapping_problems
from enlace.commitments.exchange.names import Names
from enlace.commitments.exchange.plan import Choice, Like, Plan, PlannedRow
from enlace.commitments.exchange.recorded import recorded, titles_of_parties
from enlace.network.exchange.tables import CONTROL, MISREAD, Problem, Sheet

SHOWN_THEMES = 20

type Choices = Mapping[int, Choice]
type Told = Callable[[int], object]


def plan_import(
    sheet: Sheet,
    mapping: ColumnMapping,
    *,
    rest: Choice | None = None,
    choices: Choices | None = None,
    told: Told = int,
) -> Plan:
    """`choices` say of single rows that resemble another, `rest` of all others, whether they are added; `told` hears
    how many rows were read."""
    wrong_cells, damaged = _wrong_cells(sheet, mapping)
    problems = [*wrong_cells, *mapping_problems(mapping, sheet)]
    if not sheet.rows:
        problems.append(Problem(_("The table has a header and no rows."), _("Fill in at least one row."), sheet.name))
    if problems:
        return Plan(problems=tuple(problems))
    table = Reading(sheet, mapping, Names())
    rows = _planned(_read(table, told), table)
    _mark_resembling(rows, rest, choices or {})
    found = tuple(sorted(table.problems, key=lambda problem: problem.row or 0))
    return Plan(tuple(rows), found, (*damaged, *_notes(table)), table.passed_over)


def _wrong_cells(sheet: Sheet, mapping: ColumnMapping) -> tuple[list[Problem], list[str]]:
    """Problems of the columns that are read. Damaged letters are told, but a long table is not sent back for them."""
    heads = heads_of(sheet)
    rows = {row.number: row for row in sheet.rows}
    problems: list[Problem] = []
    damaged: list[Problem] = []
    for problem in sheet.problems:
        if problem.column and problem.column not in mapping.columns:
            continue
        cells = rows[problem.row].cells if problem.row in rows else ()
        place = heads.index(problem.column) if problem.column in heads else len(cells)
        text = str(cells[place]) if place < len(cells) else ""
        (damaged if MISREAD.search(text) and not CONTROL.search(text) else problems).append(problem)
    if not damaged:
        return problems, []
    sentence = ngettext(
        "%(count)d cell has letters that were damaged earlier; it is read as it stands (row %(row)d, “%(column)s”).",
        "%(count)d cells have letters that were damaged earlier; they are read as they stand (e.g. row %(row)d, "
        "“%(column)s”).",
        len(damaged),
    )
    return problems, [sentence % {"count": len(damaged), "row": damaged[0].row, "column": damaged[0].column}]


def _read(table: Reading, told: Told) -> list[Line]:
    lines = []
    for number, line in enumerate(table.lines(), 1):
        if line is not None:
            lines.append(line)
        told(number)
    return lines


def _planned(lines: list[Line], table: Reading) -> list[PlannedRow]:
    found = known(lines)
    records = recorded(found.there.values())
    seen: dict[int | str, Line] = {}
    rows = []
    for line in lines:
        pk = found.there.get(line.number)
        key = pk if pk is not None else found.references[line.number]
        if key in seen:
            rows.append(_doubled(line, seen[key], table))
            continue
        seen[key] = line
        before = len(table.problems)
        if pk is None:
            check_new(line, table)
            row = PlannedRow(line, "added", reference=str(key), report=line.reports)
        else:
            row = compared(line, records[pk], table)
        if len(table.problems) == before:
            rows.append(row)
    return rows


def _doubled(line: Line, earlier: Line, table: Reading) -> PlannedRow:
    """The same once more is passed over; the same reference for something else is wrong."""
    if replace(line, number=0, own=frozenset()) != replace(earlier, number=0, own=frozenset()):
        wrong = _("Row %(row)d is about the same commitment and says something else of it.") % {"row": earlier.number}
        table.wrong(line.number, "reference", wrong, _("Keep one of the two, or give each its own reference."))
    return PlannedRow(line, "doubled", earlier=earlier.number)


def _mark_resembling(rows: Iterable[PlannedRow], rest: Choice | None, choices: Choices) -> None:
    """Rows that would add what has nearly the title of another commitment of the same parties."""
    new = {row.line.number: row for row in rows if row.outcome == "added"}
    groups = {frozenset(row.line.parties) for row in new.values()}
    there = {pk: one for pk, one in titles_of_parties().items() if one[1] in groups} if new else {}
    old = [Titled(("pk", pk), group, text) for pk, (title, group) in there.items() for text in title.values()]
    fresh = [
        Titled(("row", number), frozenset(row.line.parties), next(iter(row.line.title.values())))
        for number, row in new.items()
    ]
    for (_kind, number), (kind, found) in alike(fresh, old).items():
        row = new[number]
        if kind == "pk":
            row.like = Like(str(there[found][0]), pk=found)
        else:
            row.like = Like(new[found].title, row=found)
        row.single = choices.get(number)
        choice = row.single or rest
        row.outcome = "alike" if choice is None else "added" if choice == "add" else "skipped"


def _notes(table: Reading) -> Iterable[str]:
    yield from table.notes.values()
    if table.unknown_themes:
        shown = sorted(table.unknown_themes)[:SHOWN_THEMES]
        more = len(table.unknown_themes) - len(shown)
        words = ", ".join(f"“{word}”" for word in shown) + (f" (+{more})" if more else "")
        yield _("These themes are not in the vocabulary and are left out: %(words)s.") % {"words": words}
