"""Cells that no spreadsheet program runs, and the way back: what is exported and imported again is the same text.

An apostrophe goes before what would begin a formula, at the beginning of a cell and after each separator in it: a
program that expects another separator than the file has would begin a new cell there.
"""

import re

from enlace.core.spreadsheet_safety import FORMULA_BEGINS

BEGINS = rf"(?=[\s\"']*[{re.escape(''.join(FORMULA_BEGINS))}\t\r])"
UNGUARDED = re.compile(rf"(^|[,;|\t\r\n]){BEGINS}")
GUARDED = re.compile(rf"(^|[,;|\t\r\n])'{BEGINS}")


def guarded(text: str) -> str:
    return UNGUARDED.sub(r"\1'", text)


def restored(text: str) -> str:
    """The inverse of `guarded`, which leaves other text as it is."""
    return GUARDED.sub(r"\1", text)


def typed_as_text(text: str) -> str:
    """For a cell that is marked as text: guarded only where reading it again would take an apostrophe away."""
    return guarded(text) if restored(text) != text else text
