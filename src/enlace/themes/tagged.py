"""What is tagged with a theme, as its page lists it: each app tells its own records through `theme_panel`."""

from collections.abc import Iterable
from dataclasses import dataclass

from enlace.core.registry import Panel
from enlace.core.texts import Text

SHOWN = 8
"""Records of one kind on the page of a theme; `more` leads to all of them."""


@dataclass(frozen=True)
class Tagged:
    """A record; `note` says when, or of whom."""

    title: Text
    address: str
    note: str = ""
    illustrative: bool = False


def tagged_panel(key: str, heading: str, records: Iterable[Tagged], more: str = "") -> Panel | None:
    """None where there is none. `key` is the section's own name on the page."""
    lines = list(records)
    context = {"key": key, "heading": heading, "lines": lines[:SHOWN], "more": more if len(lines) > SHOWN else ""}
    return Panel("themes/tagged.html", context) if lines else None
