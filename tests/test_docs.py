"""The docs name every command, setting and action, and lead nowhere that does not exist."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from docs.write_rules import rules_table

from enlace.config.__main__ import our_commands
from enlace.core.permission import RULES
from enlace.network.testing import Row, rows
from tests.test_house import SRC, app_of, ours

ROOT = Path(__file__).resolve().parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text("utf-8") for name in names)


def test_every_command_is_in_the_administrators_book():
    book = text_of("docs/administrator.md")
    assert not [name for name in our_commands() if f"./enlace {name}" not in book]


def test_every_setting_is_in_the_administrators_book():
    sources = [*ours(), ROOT / "enlace", *(ROOT / "scripts").glob("*.sh")]
    names = {name for path in sources for name in re.findall(r"\bENLACE_[A-Z_]+[A-Z]\b", path.read_text("utf-8"))}
    book = text_of("docs/administrator.md")
    assert not [name for name in sorted(names) if name not in book and not name.startswith("ENLACE_TEST")]


def test_every_action_is_in_the_developers_book():
    book = text_of("docs/actions.md")
    actions = [
        function.name
        for path in SRC.rglob("*actions.py")
        for function in ast.parse(path.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
    ]
    assert not [name for name in actions if f"`{name}`" not in book]


def test_the_developers_book_says_of_every_rule_whom_it_allows():
    assert rules_table() in text_of("docs/actions.md"), "docs/write_rules.py writes it"


def truth_of(app: str) -> list[Row]:
    """Of every `test_rules….py` of an app: one with several subjects has one for each."""
    names = [f"enlace.{app}.tests.{path.stem}" for path in sorted((SRC / app / "tests").glob("test_rules*.py"))]
    tables = [getattr(import_module(name), "TRUTH", "") for name in names]
    return [row for table in tables if table for row in rows(table)]


def test_every_rule_is_declared_where_the_page_who_may_do_what_finds_it():
    written = {
        f"{app_of(path)}.{name}"
        for path in SRC.rglob("rules.py")
        for name in re.findall(r"^def (can_\w+)", path.read_text("utf-8"), re.M)
    }
    assert written == set(RULES)


@pytest.mark.parametrize("app", sorted({rule.app for rule in RULES.values()}))
def test_every_rule_has_a_truth_table_that_leaves_nobody_out(app):
    rules = {rule.name: rule for rule in RULES.values() if rule.app == app}
    truth = truth_of(app)
    assert {row.rule for row in truth} == set(rules), "a rule without a row, or a row without a rule"
    conditional = {name for name, rule in rules.items() if rule.condition}
    assert not [name for name in conditional if len({row.answers for row in truth if row.rule == name}) < 2], (
        "a condition that no row shows to matter"
    )


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text("utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_books_mention_only_commands_that_exist():
    named = set(re.findall(r"\./enlace ([a-z][a-z-]+)", text_of(*(str(page.relative_to(ROOT)) for page in DOCS))))
    assert named <= set(our_commands())


def test_the_readme_opens_with_what_enlace_is_then_a_picture_then_the_two_commands():
    readme = text_of("README.md")
    places = [readme.index(part) for part in ("# Enlace", "![", "make demo", "make test")]
    assert places == sorted(places)
