"""What a row must say that adds a commitment, beyond what each of its cells says by itself."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.commitments.exchange.lines import Line, Reading
from enlace.commitments.lineage.acts import Body, Outcome, Standing
from enlace.commitments.lineage.life import life_from
from enlace.commitments.making.checking import check_approach, check_due, check_meeting, checked_day


def standing_of(line: Line) -> Standing:
    """An outcome says that it was closed."""
    if line.standing:
        return Standing(line.standing)
    return Standing.CLOSED if line.outcome else Standing.STANDS


def reporter_of(line: Line, parties: tuple[Body, ...]) -> Body | None:
    """Who reports: the one that the row names, or the only party."""
    return line.reported_by or (parties[0] if len(parties) == 1 else None)


def check_new(line: Line, table: Reading) -> None:
    """Notes in `table` what is missing or does not go together."""
    if not line.title:
        table.wrong(line.number, "title", _("The commitment is missing."), _("Write in one sentence what is promised."))
    _check_parties(line, table)
    _check_standing(line, table)
    if standing_of(line) is not Standing.DRAFT:
        _check_making(line, table)
    if line.recommendation and not any(kind == "state" for kind, _pk in line.parties):
        mend = _("Name the state, or leave the cell empty.")
        table.wrong(line.number, "upr", _("A recommendation of the UPR is one to a state."), mend)


def _check_parties(line: Line, table: Reading) -> None:
    if not line.parties:
        mend = _("Choose a column for it, or one state for the whole table.")
        table.wrong(line.number, "parties", _("Nobody is named who promises it."), mend)
        return
    if not line.approach:
        mend = _("Choose a column for it, or one level for the whole table.")
        table.wrong(line.number, "approach", _("The level is missing."), mend)
        return
    try:
        check_approach(line.approach, frozenset(line.parties))
    except ValidationError as error:
        table.wrong(line.number, "approach", " ".join(error.messages), "")


def _check_making(line: Line, table: Reading) -> None:
    if not line.source:
        mend = _("Choose a column for it, or name one document for the whole table.")
        table.wrong(line.number, "source", _("The document in which this stands is missing."), mend)
    if line.made_on is None:
        mend = _("Choose a column for it, or one day for the whole table.")
        table.wrong(line.number, "made_on", _("The day on which it was made is missing."), mend)
        return
    meeting = table.names.meeting_records.get(line.meeting) if line.meeting else None
    try:
        check_meeting(meeting, None)
        checked_day(line.made_on, meeting, life_from(frozenset(line.parties), ()))
    except ValidationError as error:
        table.wrong(line.number, "made_on", " ".join(error.messages), "")
    try:
        check_due(line.due_on, line.made_on)
    except ValidationError as error:
        table.wrong(line.number, "due_on", " ".join(error.messages), "")


def _check_standing(line: Line, table: Reading) -> None:
    standing = standing_of(line)
    if standing is Standing.AWAITING:
        mend = _("Leave the cell empty, or write “draft”.")
        table.wrong(line.number, "standing", _("Parties give their word on their own pages, not in a table."), mend)
    elif standing is Standing.CLOSED and not line.outcome:
        mend = _("Write “achieved” or “withdrawn”.")
        table.wrong(line.number, "outcome", _("It is not said how it was closed."), mend)
    elif standing is Standing.CLOSED and line.closed_on is None:
        mend = _("Choose a column for it.")
        table.wrong(line.number, "closed_on", _("The day on which it was closed is missing."), mend)
    elif standing is Standing.CLOSED and line.made_on and line.closed_on and line.closed_on < line.made_on:
        wrong, mend = _("It was closed before it was made."), _("Correct one of the two days.")
        table.wrong(line.number, "closed_on", wrong, mend)
    elif standing is not Standing.CLOSED and line.outcome:
        mend = _("Empty one of the two cells.")
        table.wrong(line.number, "outcome", _("Only what is closed has an outcome."), mend)
    elif line.outcome == Outcome.SUPERSEDED:
        mend = _("Import it as one that stands, and close it on its page.")
        table.wrong(line.number, "outcome", _("A table cannot say which commitment took its place."), mend)
    if line.reports:
        _check_report(line, standing, table)


def _check_report(line: Line, standing: Standing, table: Reading) -> None:
    if standing is Standing.DRAFT:
        table.wrong(line.number, "percent", _("A draft has no progress."), _("Empty the cell."))
    check_reporter(line, line.parties, table)


def check_reporter(line: Line, parties: tuple[Body, ...], table: Reading) -> None:
    reporter = reporter_of(line, parties)
    if parties and reporter is None:
        wrong, mend = _("Several promise it, and it is not said who reports."), _("Name one of them as who reports.")
        table.wrong(line.number, "reported_by", wrong, mend)
    elif reporter and reporter not in parties:
        wrong, mend = _("Who reports is no party to it."), _("Name one of its parties.")
        table.wrong(line.number, "reported_by", wrong, mend)
