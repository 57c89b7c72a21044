"""No float comes near money: no call of float, no float in a literal, an annotation or a column of the app."""

import ast
from pathlib import Path

from django.apps import apps
from django.db.models import FloatField

HERE = Path(__file__).parents[1]
NOT_MONEY = {"sandbox"}
"""Seconds that a server waits are floats: they are no money."""


def sources():
    for path in HERE.rglob("*.py"):
        if not {"tests", "migrations", *NOT_MONEY} & set(path.relative_to(HERE).parts) and path.stem != "sandbox":
            yield path, ast.parse(path.read_text("utf-8"))


def test_no_source_of_giving_names_a_float():
    named = [path for path, tree in sources() for node in ast.walk(tree) if getattr(node, "id", "") == "float"]
    assert named == []


def test_no_column_of_giving_is_a_float():
    fields = [field for model in apps.get_app_config("giving").get_models() for field in model._meta.get_fields()]
    assert not [field for field in fields if isinstance(field, FloatField)]
