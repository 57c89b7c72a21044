"""votes.json, comments.json and conversation.json, in the two ways in which Polis names their fields."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .cast_votes import CastVotes
from .cells import Misread, moderation_of, moment_if_any, moment_of, statement_of, vote_of, voter_of
from .export import ACCEPTED, BadExport, PolisStatement, Problems, entry_of, readable, shown
from .files import File

VOTER, STATEMENT, MODERATED = ("participant_id", "pid"), ("statement_id", "tid"), ("moderated", "mod")
ABSENT = object()


def read_votes(file: File, problems: Problems) -> tuple[CastVotes, list[str]]:
    """Votes in the order of the file; the list is empty. What is wrong goes to `problems`."""
    cast = CastVotes()
    add_voter, add_statement, add_value, add_time = cast.appends
    for place, entry in _entries(file, problems):
        try:
            voter, statement = voter_of(_value(entry, VOTER)), statement_of(_value(entry, STATEMENT))
            value, time = vote_of(_value(entry, ("vote",))), entry.get("modified", entry.get("created"))
            add_time(0.0 if time is None else moment_of(time))
        except Misread as wrong:
            problems.add(place, str(wrong))
            continue
        add_voter(cast.voters.setdefault(voter, len(cast.voters)))
        add_statement(cast.statements.setdefault(statement, len(cast.statements)))
        add_value(value)
    return cast, []


def read_statements(file: File, problems: Problems) -> tuple[list[tuple[str, PolisStatement]], list[str]]:
    """Each statement with its place in the file; the other list is empty."""
    found = []
    for place, entry in _entries(file, problems):
        try:
            found.append((place, _statement(entry)))
        except Misread as wrong:
            problems.add(place, str(wrong))
    return found, []


def _statement(entry: dict[str, Any]) -> PolisStatement:
    moderated, author = _value(entry, MODERATED, ACCEPTED), _value(entry, VOTER, None)
    return PolisStatement(
        statement_of(_value(entry, STATEMENT)),
        readable(str(_value(entry, ("txt",)))),
        moderation_of(moderated),
        None if author is None else voter_of(author),
        entry.get("is_seed") is True,
        entry.get("is_meta") is True,
        moment_if_any(entry.get("created")),
    )


def _value(entry: dict[str, Any], names: tuple[str, ...], otherwise: object = ABSENT) -> object:
    """What stands under the first of `names` that is there. Raises Misread where none is and nothing is given."""
    value = next((entry[name] for name in names if name in entry), otherwise)
    if value is ABSENT:
        raise Misread(_("The field %(field)s is missing. Export it again.") % {"field": names[0]})
    return value


def _entries(file: File, problems: Problems) -> Iterator[tuple[str, dict[str, Any]]]:
    entries = _parsed(file)
    if not isinstance(entries, list):
        raise BadExport(_("%(file)s must hold a list: [{…}, {…}].") % {"file": shown(file.name)})
    for number, entry in enumerate(entries, 1):
        place = entry_of(file.name, number)
        if isinstance(entry, dict):
            yield place, entry
        else:
            problems.add(place, _("“%(found)s” is no object {…}. Export the file again.") % {"found": shown(entry)})


def _parsed(file: File) -> Any:
    if not file.content.strip():
        raise BadExport(_("%(file)s is empty. Export it from Polis again.") % {"file": shown(file.name)})
    try:
        return json.loads(file.content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        sentence = _("%(place)s: This is no JSON. Export the file again.")
        raise BadExport(sentence % {"place": f"{shown(file.name)}:{error.lineno}:{error.colno}"}) from None
    except (ValueError, RecursionError):
        raise BadExport(_("%(file)s cannot be read as JSON. Export it again.") % {"file": shown(file.name)}) from None


def read_conversation(file: File) -> tuple[str, str, list[str]]:
    """Topic, description, and a sentence where the file cannot be read: the votes matter, so that is no error."""
    try:
        found = _parsed(file)
    except BadExport as problem:
        return "", "", list(problem.problems)
    about = found[0] if isinstance(found, list) and found else found
    if not isinstance(about, dict):
        return "", "", []
    topic, description = (readable(str(about.get(name) or "")).strip() for name in ("topic", "description"))
    return topic, description, []
