"""votes.csv, comments.csv and summary.csv of an export of Polis."""

from django.utils.translation import gettext as _

from .cast_votes import CastVotes, Places, Read
from .cells import Misread, is_true, moderation_of, moment_if_any, moment_of, statement_of, vote_of, voter_of
from .csv_tables import Row, Table, rows_of
from .export import ACCEPTED, BadExport, PolisStatement, Problems, lacks_columns, line_of, readable, shown
from .files import File
from .safe_cells import restored

VOTE_COLUMNS = ("comment-id", "voter-id", "vote")
COMMENT_COLUMNS = ("comment-id", "comment-body")


def read_votes(file: File, problems: Problems) -> tuple[CastVotes, list[str]]:
    """Votes in the order of the file, and sentences on what was guessed. What is wrong goes to `problems`."""
    table = Table(file, problems)
    _require(table, VOTE_COLUMNS)
    voters, statements = Places(_voter), Places(statement_of)
    cast = CastVotes(voters.place_of, statements.place_of)
    values = Read(vote_of)
    comment, voter, vote = (table.columns[name] for name in VOTE_COLUMNS)
    time = table.columns.get("timestamp")
    add_voter, add_statement, add_value, add_time = cast.appends
    for line, row in table:
        try:
            who, what, value = voters[row[voter]], statements[row[comment]], values[row[vote]]
            add_time(0.0 if time is None else moment_of(row[time]))
        except Misread as wrong:
            problems.add(line_of(file.name, line), str(wrong))
            continue
        add_voter(who)
        add_statement(what)
        add_value(value)
    findings = table.guessed()
    if time is None:
        without = _("%(file)s has no column timestamp: of several votes on one statement the last row counts.")
        findings.append(without % {"file": shown(file.name)})
    return cast, findings


def _voter(cell: str) -> str:
    return cell if cell.isalnum() else voter_of(restored(cell))


def read_statements(file: File, problems: Problems) -> tuple[list[tuple[str, PolisStatement]], list[str]]:
    """Each statement with its place in the file, and sentences on what was guessed."""
    table = Table(file, problems)
    _require(table, COMMENT_COLUMNS)
    found = []
    for line, cells in table:
        place, row = line_of(file.name, line), Row(table.columns, cells)
        try:
            found.append((place, _statement(row, "moderated" in table.columns)))
        except Misread as wrong:
            problems.add(place, str(wrong))
    return found, table.guessed()


def _statement(row: Row, is_moderated: bool) -> PolisStatement:
    author = readable(restored(row["author-id"])).strip()
    return PolisStatement(
        statement_of(row["comment-id"]),
        readable(restored(row["comment-body"])),
        moderation_of(row["moderated"]) if is_moderated else ACCEPTED,
        author or None,
        is_true(row["is-seed"] or row["seed"]),
        is_true(row["is-meta"] or row["meta"]),
        moment_if_any(row["timestamp"]),
    )


def _require(table: Table, names: tuple[str, ...]) -> None:
    if missing := [name for name in names if name not in table.columns]:
        raise lacks_columns(table.file.name, missing, table.header)


def read_summary(file: File) -> tuple[str, str, list[str]]:
    """Topic, description, and a sentence where the file cannot be read: the votes matter, so that is no error."""
    try:
        rows = {
            row[0].strip().casefold(): row[1]
            for _line, row in rows_of(file, Table(file, Problems()).encoding)
            if len(row) > 1
        }
    except BadExport as problem:
        return "", "", list(problem.problems)
    topic, description = (
        readable(restored(rows.get(name, ""))).strip() for name in ("topic", "conversation-description")
    )
    return topic, description, []
