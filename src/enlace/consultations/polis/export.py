"""What an export of Polis holds once it is read, and what is said where it cannot be."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.common_ground.entering import order_of_entry
from enlace.consultations.common_ground.votes import Ints, Votes

ACCEPTED, UNDECIDED, REJECTED = 1, 0, -1
MOST_PROBLEMS = 20
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class PolisStatement:
    """`moderated`: 1 accepted, 0 not yet decided, -1 rejected. `author`: a voter. `created_at`: milliseconds.

    A statement with `is_meta` asks who somebody is, not what they think; Polis leaves it out of its computation.
    """

    id: int
    text: str
    moderated: int = ACCEPTED
    author: str | None = None
    is_seed: bool = False
    is_meta: bool = False
    created_at: int | None = None


@dataclass(frozen=True, eq=False)
class InTime:
    """Every vote in the order in which they were cast, as places of voter and statement in a `Votes`."""

    voter: Ints
    statement: Ints


@dataclass(frozen=True)
class PolisExport:
    """`votes`: the latest vote of each voter (a string) on each statement (a number), rejected statements included.

    `findings`: sentences on what was left out or guessed. `replaced`: how many votes a later one replaced. `moments`:
    of the first and the last vote, in milliseconds after 1970; None where the file has no times.
    """

    votes: Votes
    statements: tuple[PolisStatement, ...]
    topic: str = ""
    description: str = ""
    findings: tuple[str, ...] = ()
    replaced: int = 0
    moments: tuple[float, float] | None = None
    in_time: InTime | None = None

    @property
    def left_out(self) -> tuple[int, ...]:
        """Statements that count for nothing: the rejected and the meta ones.

        That is `mod-out` in each result of Polis's own, also where moderation is strict: what nobody has decided
        on counts there.
        """
        return tuple(one.id for one in self.statements if one.moderated == REJECTED or one.is_meta)

    @cached_property
    def entered(self) -> tuple[Hashable, ...] | None:
        """Voters in the order in which they came to count, for `analyse`; None where the file has no times."""
        if self.in_time is None or self.moments is None:
            return None
        places = order_of_entry(self.in_time.voter, self.in_time.statement)
        return tuple(self.votes.voters[place] for place in places.tolist())


class BadExport(Exception):
    """Each problem is a sentence for whoever gave the files: where, what is wrong, what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Problems:
    """Collects what is wrong with a file, so that somebody mends it in one go."""

    sentences: list[str] = field(default_factory=list)

    def add(self, place: str, sentence: str) -> None:
        """Raises BadExport when enough is wrong to stop."""
        self.sentences.append(f"{place}: {sentence}")
        if len(self.sentences) == MOST_PROBLEMS:
            count = _("Reading stopped here, after %(count)d problems.") % {"count": MOST_PROBLEMS}
            raise BadExport(*self.sentences, count)

    def raise_if_any(self) -> None:
        if self.sentences:
            raise BadExport(*self.sentences)


def readable(text: str) -> str:
    """Without the characters that no text has: controls, halves of letters. Line ends and tabs stay."""
    return NO_TEXT.sub("", text)


def shown(found: object) -> str:
    """What was found, short enough for a sentence and safe for a terminal."""
    text = NO_TEXT.sub("�", " ".join(str(found).split()))
    return f"{text[:40]}…" if len(text) > 40 else text


def line_of(file: str, line: int) -> str:
    return _("%(file)s, line %(line)d") % {"file": shown(file), "line": line}


def entry_of(file: str, entry: int) -> str:
    return _("%(file)s, entry %(entry)d") % {"file": shown(file), "entry": entry}


def lacks_columns(file: str, missing: list[str], found: list[str]) -> BadExport:
    sentence = ngettext(
        "%(file)s lacks the column %(missing)s. Its columns are: %(found)s. Name it as Polis does.",
        "%(file)s lacks the columns %(missing)s. Its columns are: %(found)s. Name them as Polis does.",
        len(missing),
    )
    columns = ", ".join(shown(name) for name in found[:15]) + (", …" if len(found) > 15 else "")
    return BadExport(sentence % {"file": shown(file), "missing": ", ".join(missing), "found": columns or "–"})
