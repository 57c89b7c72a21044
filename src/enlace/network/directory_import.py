"""A table compared with the directory: what an import would change, or why it cannot."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.network.exchange.directory_snapshot import directory_now
from enlace.network.exchange.plan import Draft, Plan
from enlace.network.exchange.plan_mandates import Mandates
from enlace.network.exchange.plan_memberships import Memberships, name_of
from enlace.network.exchange.plan_organisations import Organisations
from enlace.network.exchange.plan_overlaps import check_mandates, check_memberships
from enlace.network.exchange.plan_people import People
from enlace.network.exchange.reading import Tables, read_tables
from enlace.network.exchange.table_cells import day_of, either_order
from enlace.network.exchange.table_columns import MANDATES, Heads, heads_of
from enlace.network.exchange.table_lines import MandateLine, MembershipLine, mandate_lines, membership_lines
from enlace.network.exchange.tables import Problem, Sheet, Unreadable
from enlace.network.models.exchange import PendingTable
from enlace.network.roles import Role
from enlace.network.states import state_name


def plan_of(pending: PendingTable) -> Plan:
    """What importing it would do now."""
    try:
        with pending.content.open("rb") as content:
            return plan_upload(content.read())
    except FileNotFoundError:
        return Plan(problems=(Problem(_("The uploaded file is gone."), _("Upload it again.")),))


def plan_upload(data: bytes) -> Plan:
    """What importing the file would do now. What cannot be read is a plan of one problem."""
    try:
        return plan_import(read_tables(data))
    except Unreadable as unreadable:
        return Plan(problems=(unreadable.problem,))


def plan_import(tables: Tables) -> Plan:
    draft = Draft()
    mandates, memberships = _lines(tables, draft)
    for membership in memberships:
        draft.row(membership.place, name_of(membership))
    for mandate in mandates:
        draft.row(mandate.place, _title(mandate))
    snapshot = directory_now()
    organisations = Organisations(snapshot, draft)
    of_members = Memberships(snapshot, draft, organisations)
    for membership in memberships:
        of_members.plan(membership)
    people = People(snapshot, draft)
    of_people = Mandates(snapshot, draft, of_members.states, organisations, people)
    for mandate in sorted(mandates, key=lambda line: not line.email):
        of_people.plan(mandate)
    people.plan()
    check_memberships([*of_members.spans.values(), *of_members.new_spans], draft)
    check_mandates([*of_people.spans.values(), *of_people.new_spans], draft)
    return draft.done(sheet.name for sheet in tables.sheets)


def _lines(tables: Tables, draft: Draft) -> tuple[list[MandateLine], list[MembershipLine]]:
    mandates: list[MandateLine] = []
    memberships: list[MembershipLine] = []
    for name in tables.passed_over:
        draft.notes.append(_("The sheet “%(sheet)s” is hidden and was not read.") % {"sheet": name})
    for sheet, heads, problems in _recognised(tables, draft):
        if problems:
            draft.problems += problems
        elif heads and heads.table is MANDATES:
            mandates += _understood(mandate_lines(sheet, heads), draft)
        elif heads:
            memberships += _understood(membership_lines(sheet, heads), draft)
        if heads:
            _note_order_of_dates(sheet, heads, draft)
    return mandates, memberships


def _recognised(tables: Tables, draft: Draft) -> list[tuple[Sheet, Heads | None, list[Problem]]]:
    """Sheets of a workbook that hold something else are passed over, if another holds a table of ours."""
    found = [(sheet, *heads_of(sheet)) for sheet in tables.sheets]
    if any(heads for _sheet, heads, _problems in found):
        for sheet, heads, _problems in found:
            if heads is None:
                sentence = _("The sheet “%(sheet)s” holds no table of the directory and was not read.")
                draft.notes.append(sentence % {"sheet": sheet.name})
        found = [one for one in found if one[1]]
    for sheet, heads, problems in found:
        draft.problems += sheet.problems
        if heads and not sheet.rows:
            wrong, mend = _("The table has a header and no rows."), _("Fill in at least one row.")
            problems.append(Problem(wrong, mend, sheet=sheet.name, row=sheet.header.number))
    if len(found) > 1 and any(sheet.rows for sheet, _heads, _problems in found):
        found = [one for one in found if one[0].rows]
    return found


def _understood[Line](read: Iterable[Line | list[Problem]], draft: Draft) -> list[Line]:
    lines = []
    for one in read:
        if isinstance(one, list):
            draft.problems += one
        else:
            lines.append(one)
    return lines


def _note_order_of_dates(sheet: Sheet, heads: Heads, draft: Draft) -> None:
    places = [heads.places[key, ""] for key in ("since", "until") if (key, "") in heads.places]
    cells = (row.cells[place] for row in sheet.rows for place in places if place < len(row.cells))
    cell = next(filter(either_order, cells), None)
    if cell is not None and (day := day_of(cell)):
        sentence = _("Dates are read with the day before the month: “%(cell)s” is %(day)s.")
        draft.notes.append(sentence % {"cell": cell, "day": date_in_words(day, current_language())})


def _title(line: MandateLine) -> str:
    body = state_name(line.state, current_language()) if line.state else str(line.organisation)
    parts = [line.name or line.email, str(Role(line.role).label), body]
    return " · ".join(part for part in parts if part)
