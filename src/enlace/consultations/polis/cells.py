"""The meaning of single values in an export of Polis, whether they stand in a cell or in JSON.

Each function raises Misread, whose message says what is wrong and what is expected, without the place.
"""

import math
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from .export import readable, shown

LARGEST = 2**53
VOTES = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1, "+1": 1}
TRUE = {"true", "t", "yes", "1"}


class Misread(Exception):
    pass


def vote_of(found: object) -> int:
    """1, 0 or -1."""
    value = None if isinstance(found, bool) else VOTES.get(str(found).strip())
    if value is None:
        sentence = _("“%(found)s” is no vote. A vote is 1 (agree), 0 (pass) or -1 (disagree). Correct it.")
        raise Misread(sentence % {"found": shown(found)})
    return value


def moderation_of(found: object) -> int:
    """1, 0 or -1."""
    value = None if isinstance(found, bool) else VOTES.get(str(found).strip())
    if value is None:
        sentence = _(
            "“%(found)s” is no decision of the moderation. It is 1 (accepted), 0 (not yet decided) or -1 (rejected). "
            "Correct it."
        )
        raise Misread(sentence % {"found": shown(found)})
    return value


def statement_of(found: object) -> int:
    text = str(found).strip().removesuffix(".0")
    if isinstance(found, bool) or not (text.isascii() and text.isdigit()) or len(text) > 16 or int(text) > LARGEST:
        sentence = _("“%(found)s” is no number of a statement. It is a whole number such as 12. Correct it.")
        raise Misread(sentence % {"found": shown(found)})
    return int(text)


def voter_of(found: object) -> str:
    text = "" if found is None or isinstance(found, bool | list | dict) else readable(str(found)).strip()
    if isinstance(found, float):
        text = text.removesuffix(".0")
    if not text:
        raise Misread(_("The voter is missing. Say whose vote it is, with any number or name."))
    return text


def moment_of(found: Any) -> float:
    """Milliseconds since 1970, of a number of them or of a date and time in ISO 8601."""
    try:
        moment = float(found)
    except (ValueError, OverflowError, TypeError):
        moment = _iso(str(found).strip())
    if -LARGEST <= moment <= LARGEST:
        return moment
    sentence = _(
        "“%(found)s” is no time. A time is a number of milliseconds since 1970, such as 1594984322740. Correct it."
    )
    raise Misread(sentence % {"found": shown(found)})


def _iso(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000
    except (ValueError, OverflowError):
        return math.nan


def moment_if_any(found: object) -> int | None:
    try:
        return int(moment_of(found))
    except Misread:
        return None


def is_true(found: object) -> bool:
    return str(found).strip().casefold() in TRUE
