"""A consultation in the files that Polis exports, so that what reads those reads these.

Free text is guarded against spreadsheet programs (`safe_cells.py`), line ends are LF, all is UTF-8 without a mark,
times are milliseconds since 1970 and their words UTC.
"""

import csv
import io
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from enlace.consultations.common_ground.disclosure import round_count
from enlace.consultations.common_ground.votes import AGREE, DISAGREE

from .export import ACCEPTED
from .safe_cells import guarded

COMMENTS = (
    *("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"),
    "is-seed",
)
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
PARTICIPANTS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

type Cell = str | int
type Latest = dict[tuple[Hashable, int], int]


@dataclass(frozen=True)
class ExportedStatement:
    """`author`: a voter, or None. `moderated`: 1 accepted, 0 not yet decided, -1 rejected.

    `agrees` and `disagrees` are written only for anonymous consultations; otherwise they are counted from the votes.
    """

    id: int
    text: str
    author: Hashable | None = None
    created_at: datetime | None = None
    moderated: int = ACCEPTED
    agrees: int = 0
    disagrees: int = 0
    seed: bool = False


@dataclass(frozen=True)
class ExportedVote:
    """`value`: 1 agree, 0 pass, -1 disagree. `at`: an aware date and time."""

    statement: int
    voter: Hashable
    value: int
    at: datetime


def export_files(
    statements: Sequence[ExportedStatement],
    votes: Iterable[ExportedVote] = (),
    *,
    topic: str,
    url: str = "",
    description: str = "",
    groups: Mapping[Hashable, Hashable] | None = None,
    anonymous: bool = False,
    voters: int = 0,
    group_count: int = 0,
) -> dict[str, bytes]:
    """The content of each file by its name: votes, comments, participants-votes and summary, all .csv.

    `votes`: as they were cast, those that were changed later included. `groups`: voter → group.

    Of an anonymous consultation only comments.csv and summary.csv, without authors and times; `votes` and `groups` are
    not looked at. Give the counts that `disclosed` gives (agrees, disagrees, `voters`, `group_count`): they are rounded
    again here, which changes nothing in them, and lets nothing through if others are given by mistake.
    """
    if anonymous:
        rows = [_anonymous_comment(one) for one in statements]
        people = [round_count(voters)] * 3
        about = [*people, round_count(_authors(statements)), len(statements), group_count]
        return {"comments.csv": _written([COMMENTS, *rows]), "summary.csv": _summary(topic, url, description, about)}
    cast, groups = sorted(votes, key=lambda vote: vote.at), groups or {}
    latest: Latest = {(vote.voter, vote.statement): vote.value for vote in cast}
    count = len({voter for voter, _statement in latest})
    about = [count, count, len(groups), _authors(statements), len(statements), len(set(groups.values()))]
    return {
        "votes.csv": _written([VOTES, *map(_vote, cast)]),
        "comments.csv": _written([COMMENTS, *_comments(statements, latest)]),
        "participants-votes.csv": _written(_participants(statements, latest, groups)),
        "summary.csv": _summary(topic, url, description, about),
    }


def _vote(vote: ExportedVote) -> list[Cell]:
    return [*_moment(vote.at), vote.statement, guarded(str(vote.voter)), vote.value]


def _comments(statements: Sequence[ExportedStatement], latest: Latest) -> Iterable[list[Cell]]:
    counts = Counter((statement, value) for (_voter, statement), value in latest.items())
    for one in statements:
        agrees, disagrees = counts[one.id, AGREE], counts[one.id, DISAGREE]
        author = "" if one.author is None else guarded(str(one.author))
        yield [*_moment(one.created_at), one.id, author, agrees, disagrees, *_end_of_comment(one)]


def _anonymous_comment(one: ExportedStatement) -> list[Cell]:
    return ["", "", one.id, "", round_count(one.agrees), round_count(one.disagrees), *_end_of_comment(one)]


def _end_of_comment(one: ExportedStatement) -> list[Cell]:
    return [one.moderated, guarded(one.text), "true" if one.seed else "false"]


def _participants(
    statements: Sequence[ExportedStatement], latest: Latest, groups: Mapping[Hashable, Hashable]
) -> Iterable[Sequence[Cell]]:
    ids = sorted(one.id for one in statements)
    yield [*PARTICIPANTS, *ids]
    authored = Counter(one.author for one in statements)
    for voter in dict.fromkeys(voter for voter, _statement in latest):
        own: list[Cell] = [latest.get((voter, one), "") for one in ids]
        cast = [value for value in own if value != ""]
        group = guarded(str(groups[voter])) if voter in groups else ""
        counts = [authored[voter], len(cast), cast.count(AGREE), cast.count(DISAGREE)]
        yield [guarded(str(voter)), group, *counts, *own]


def _authors(statements: Sequence[ExportedStatement]) -> int:
    return len({one.author for one in statements} - {None})


def _summary(topic: str, url: str, description: str, about: Sequence[int]) -> bytes:
    names = ("views", "voters", "voters-in-conv", "commenters", "comments", "groups")
    rows: list[tuple[str, Cell]] = [("topic", guarded(topic)), ("url", guarded(url))]
    rows += zip(names, about, strict=True)
    return _written([*rows, ("conversation-description", guarded(description))])


def _moment(at: datetime | None) -> tuple[Cell, str]:
    if at is None:
        return "", ""
    return (at - EPOCH) // timedelta(milliseconds=1), at.astimezone(UTC).strftime("%a %b %d %H:%M:%S UTC %Y")


def _written(rows: Iterable[Sequence[Cell]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")
