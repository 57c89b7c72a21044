"""What an export of Polis holds once it is read, and what is said where it cannot be."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.common_ground.votes import Votes

ACCEPTED, UNDECIDED, REJECTED = 1, 0, -1
MOST_PROBLEMS = 20
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class PolisStatement:
    """`moderated`: 1 accepted, 0 not yet decided, -1 rejected. `author`: a voter. `created_at`: milliseconds since 1970.

    A statement with `is_meta` asks who somebody is, not what they think; Polis leaves it out of its computation.
    """

    id: int
    text: str
    moderated: int = ACCEPTED
    author: str | None = None
    is_seed: bool = False
    is_meta: bool = False
    created_at: int | None = None


@dataclass(frozen=True)
class PolisExport:
    """`votes`: the latest vote of each voter (a string) on each statement (a number), rejected statements included.

    `findings`: sentences on what was left out or guessed.
    """

    votes: Votes
    statements: tuple[PolisStatement, ...]
    topic: str = ""
    description: str = ""
    findings: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[int, ...]:
        """Statements that count for nothing: the rejected and the meta ones.

        That is `mod-out` in each result of Polis's own, also where moderation is strict: what nobody has decided
        on counts there.
        """
        return tuple(one.id for one in self.statements if one.moderated == REJECTED or one.is_meta)


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
