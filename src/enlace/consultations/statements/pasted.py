"""Statements from lines that somebody pasted: one a line, with or without numbers or dashes before them."""

import re

LIST_MARK = re.compile(r"^(?:[-*•–—·]|\(?\d{1,3}[.)])\s+")


def statements_in(pasted: str) -> list[str]:
    """In their order, each once; empty lines and the marks of lists are left out."""
    found: dict[str, str] = {}
    for line in pasted.splitlines():
        statement = LIST_MARK.sub("", " ".join(line.split()))
        if statement:
            found.setdefault(statement.casefold(), statement)
    return list(found.values())
