"""What a harvester asks (OAI-PMH 2.0), checked against what can be asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

FORMAT = "oai_dc"
SALT = "library.harvesting"
LISTS = ("ListIdentifiers", "ListRecords")
DAY, SECOND = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
}
"""Verb → what must be said, and what may be."""


class Refused(Exception):
    """`code` is one of the protocol's; the sentence is for the person who reads the harvester's log."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(code)


@dataclass(frozen=True)
class Selection:
    """Records of a set that changed from a moment on, and before another. `after`: where the last page ended."""

    collection: str = ""
    since: datetime | None = None
    before: datetime | None = None
    after: tuple[datetime, int] | None = None
    cursor: int = 0
    total: int | None = None


def checked_arguments(given: Mapping[str, list[str]]) -> dict[str, str]:
    """The arguments, each once. Raises Refused."""
    verbs = given.get("verb", [])
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Refused("badVerb", f"The verb must be one, and one of: {', '.join(ARGUMENTS)}.")
    if repeated := sorted(name for name, values in given.items() if len(values) > 1):
        raise Refused("badArgument", f"Said more than once: {', '.join(repeated)}.")
    said = {name: values[0] for name, values in given.items()}
    needed, possible = ARGUMENTS[verbs[0]]
    if verbs[0] in LISTS and "resumptionToken" in said:
        needed, possible = frozenset({"resumptionToken"}), frozenset()
    if unknown := sorted(said.keys() - needed - possible - {"verb"}):
        raise Refused("badArgument", f"Cannot be said here: {', '.join(unknown)}.")
    if missing := sorted(name for name in needed if not said.get(name)):
        raise Refused("badArgument", f"Is missing: {', '.join(missing)}.")
    return said


def selection_of(said: Mapping[str, str]) -> Selection:
    """Of the arguments of a list. Raises Refused."""
    if "resumptionToken" in said:
        return _resumed(said["verb"], said["resumptionToken"])
    refuse_format(said["metadataPrefix"])
    since, until = said.get("from", ""), said.get("until", "")
    if since and until and len(since) != len(until):
        raise Refused("badArgument", "from and until must be equally exact.")
    begin, end = _moment(since, "from"), _moment(until, "until")
    if begin and end and begin > end:
        raise Refused("badArgument", "until is before from.")
    if end:
        try:
            end += timedelta(days=1) if DAY.fullmatch(until) else timedelta(seconds=1)
        except OverflowError:
            end = None
    return Selection(said.get("set", ""), begin, end)


def refuse_format(prefix: str) -> None:
    if prefix != FORMAT:
        raise Refused("cannotDisseminateFormat", f"The records are given in {FORMAT} alone.")


def _moment(text: str, name: str) -> datetime | None:
    if not text:
        return None
    try:
        if DAY.fullmatch(text) or SECOND.fullmatch(text):
            return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        pass
    raise Refused("badArgument", f"{name} is written 2026-05-31 or 2026-05-31T14:05:00Z.")


def token_for(verb: str, selection: Selection) -> str:
    """What brings the next page. It carries all that is asked, and is signed: nothing is kept here for a harvester."""
    after = selection.after
    facts = [
        verb,
        selection.collection,
        _written(selection.since),
        _written(selection.before),
        [_written(after[0]), after[1]] if after else None,
        selection.cursor,
        selection.total,
    ]
    return signing.dumps(facts, salt=SALT)


def _resumed(verb: str, token: str) -> Selection:
    try:
        asked, collection, since, before, after, cursor, total = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        asked = None
    if asked != verb:
        raise Refused("badResumptionToken", "This resumptionToken was not given here for this verb. Begin anew.")
    last = (datetime.fromisoformat(after[0]), after[1])
    return Selection(collection, _read(since), _read(before), last, cursor, total)


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
