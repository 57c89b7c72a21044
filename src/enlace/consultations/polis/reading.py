"""An export of Polis, read: a folder, a ZIP or single files, as CSV or as JSON."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import csv_reading, json_reading
from .cast_votes import CastVotes, latest_votes, of_unknown_statements
from .export import BadExport, PolisExport, PolisStatement, Problems, shown
from .files import Source, find_files

__all__ = ["BadExport", "PolisExport", "PolisStatement", "read_export"]


def read_export(source: Source) -> PolisExport:
    """Of the path of a folder or ZIP, the bytes of a ZIP, or contents by file name (the two files, or one ZIP).

    votes.csv and comments.csv are needed, or votes.json and comments.json; summary.csv or conversation.json is read
    where it is there. Raises BadExport, in sentences; nothing else.
    """
    files = find_files(source)
    problems = Problems()
    if files.kind == "csv":
        cast, of_votes = csv_reading.read_votes(files.votes, problems)
        placed, of_statements = csv_reading.read_statements(files.comments, problems)
        topic, description, of_about = csv_reading.read_summary(files.about) if files.about else ("", "", [])
    else:
        cast, of_votes = json_reading.read_votes(files.votes, problems)
        placed, of_statements = json_reading.read_statements(files.comments, problems)
        topic, description, of_about = json_reading.read_conversation(files.about) if files.about else ("", "", [])
    statements = _each_once(placed, problems)
    problems.raise_if_any()
    findings = [*of_votes, *of_statements, *of_about, *of_unknown_statements(cast, statements, files.comments.name)]
    votes, in_time = latest_votes(cast, statements)
    if not len(votes.value):
        findings.append(_("%(file)s holds no vote that counts.") % {"file": shown(files.votes.name)})
    findings += _without_text(statements)
    ordered = tuple(statements[one] for one in sorted(statements))
    replaced = len(in_time.voter) - len(votes.value)
    return PolisExport(votes, ordered, topic, description, tuple(findings), replaced, _moments(cast), in_time)


def _moments(cast: CastVotes) -> tuple[float, float] | None:
    times = np.frombuffer(cast.at)
    times = times[times != 0]
    return (float(times.min()), float(times.max())) if len(times) else None


def _each_once(placed: list[tuple[str, PolisStatement]], problems: Problems) -> dict[int, PolisStatement]:
    statements: dict[int, PolisStatement] = {}
    for place, statement in placed:
        if statement.id in statements:
            twice = _("Statement %(statement)d stands here for the second time. Take one of the two out.")
            problems.add(place, twice % {"statement": statement.id})
        statements.setdefault(statement.id, statement)
    return statements


def _without_text(statements: dict[int, PolisStatement]) -> list[str]:
    count = sum(not one.text.strip() for one in statements.values())
    sentence = ngettext("%(count)d statement has no text.", "%(count)d statements have no text.", count)
    return [sentence % {"count": count}] if count else []
