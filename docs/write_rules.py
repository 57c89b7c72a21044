"""Writes the table of rules in docs/actions.md: `PYTHONPATH=src .venv/bin/python docs/write_rules.py`."""

import os
from pathlib import Path

import django
from django.utils.translation import override

from enlace.core.permission import COMMAND_LINE, RULES, Rule

BOOK = Path(__file__).parent / "actions.md"
BEGIN, END = "<!-- written by docs/write_rules.py -->\n", "<!-- end -->\n"


def row(rule: Rule) -> str:
    who = [str(party.label) for party in rule.parties if party is not COMMAND_LINE]
    cells = [f"`{rule.name}`", str(rule.does), "; ".join(dict.fromkeys(who)), str(rule.condition)]
    return f"| {' | '.join([*cells, 'yes' if COMMAND_LINE in rule.parties else 'no'])} |"


def rules_table() -> str:
    """In English; by app and name, so that it is the same in whatever order the apps were loaded."""
    head = "| rule | allows to | whom | only if | command line |\n| --- | --- | --- | --- | --- |"
    with override("en"):
        return "\n".join([head, *(row(RULES[name]) for name in sorted(RULES))]) + "\n"


def with_table(book: str, table: str) -> str:
    before, _begin, rest = book.partition(BEGIN)
    return before + BEGIN + table + END + rest.partition(END)[2]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enlace.config.settings")
    django.setup()
    BOOK.write_text(with_table(BOOK.read_text("utf-8"), rules_table()), "utf-8")
