"""The text of a page as somebody reads it: the engine marks a hyphen at the end of a line with a sign of its own."""

import re

HYPHEN_MARKS = re.compile("[\x02\ufffe\u00ad]")
SPACES = re.compile(r"\s+")


def lines_of(text: str) -> list[str]:
    """Without empty ones."""
    marked = HYPHEN_MARKS.sub("-", text)
    return [words for line in marked.splitlines() if (words := SPACES.sub(" ", line.replace("\x00", "")).strip())]


def readable(text: str) -> str:
    return " ".join(lines_of(text))
