"""Keeps the house: the order of the apps, the rooms, the sizes, the banned names (docs/house.md)."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "enlace"
ORDER = [
    *["core", "ui", "accounts", "files", "network", "themes", "meetings", "consultations", "commitments"],
    *["mechanisms", "library", "giving", "website", "importer", "search", "reports", "workspace", "api", "config"],
]
BANNED = {"utils", "helpers", "services", "managers", "mixins", "signals", "constants", "common", "misc"}
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 40, 25
WEB_ROOMS = {"views.py", "middleware.py", "urls.py", "forms.py"}


def ours() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if not {"migrations", "tests"} & set(path.parts))


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text("utf-8"))) for path in ours()]


def app_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0]


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if node.level == 0 else ["."]
    return []


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def test_every_app_has_its_place_in_the_order():
    apps = {path.name for path in SRC.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert apps <= set(ORDER)


def test_an_app_imports_only_from_itself_and_from_apps_above_it():
    wrong = []
    for path, tree in trees():
        for name in [name for node in ast.walk(tree) for name in imports(node)]:
            if name.startswith("enlace.") and ORDER.index(name.split(".")[1]) > ORDER.index(app_of(path)):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong


def test_templates_take_only_from_their_own_app_and_from_apps_above():
    wrong = []
    for path in SRC.rglob("templates/**/*.html"):
        names = re.findall(r"""\{% (?:extends|include) ["']([a-z_]+)/""", path.read_text("utf-8"))
        wrong += [f"{path}: {n}" for n in names if n in ORDER and ORDER.index(n) > ORDER.index(app_of(path))]
    assert not wrong


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path, tree in trees()
        if path.name != "apps.py"
        for function in functions(tree)
        for inner in ast.walk(function)
        if imports(inner)
    ]
    assert not hidden


def test_no_file_has_a_banned_name():
    assert not [path for path in SRC.rglob("*") if path.stem in BANNED]


def test_a_file_holds_one_subject():
    long = {
        path.relative_to(ROOT): n for path in ours() if (n := len(path.read_text("utf-8").splitlines())) > FILE_LINES
    }
    assert not long


def test_a_function_is_short():
    limits = {"views.py": VIEW_LINES}
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name} {length(function)}"
        for path, tree in trees()
        for function in functions(tree)
        if length(function) > limits.get(path.name, FUNCTION_LINES)
    ]
    assert not long


def test_no_signals():
    wrong = [
        path
        for path in ours()
        if re.search(r"django\.dispatch|signals import|\.connect\(\w+_changed", path.read_text())
    ]
    assert not wrong


@pytest.mark.parametrize("room", ["views.py", "forms.py"])
def test_views_and_forms_leave_saving_to_actions(room):
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees()
        if path.name.endswith(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"save", "delete", "create"}
    ]
    assert not wrong


def test_actions_know_no_request():
    wrong = [
        f"{path.relative_to(ROOT)} {function.name}"
        for path, tree in trees()
        if path.name.endswith("actions.py")
        for function in functions(tree)
        if "request" in {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    ]
    assert not wrong


def test_an_action_that_names_its_actor_asks_a_rule():
    """Every public action with `by` calls require() or another action with `by`, and every rule is a can_ question."""
    wrong = []
    for path, tree in trees():
        if not path.name.endswith("actions.py"):
            continue
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                takes = {argument.arg for argument in function.args.kwonlyargs}
                calls = {
                    node.func.id
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                }
                passes = any(isinstance(node, ast.keyword) and node.arg == "by" for node in ast.walk(function))
                if "by" in takes and function.name != "record" and "require" not in calls and not passes:
                    wrong.append(f"{path.relative_to(ROOT)} {function.name}")
    assert not wrong


def test_a_name_with_can_is_a_permission_and_every_permission_names_its_parties():
    """`can_…` stands in a rules.py alone, takes the user first and is declared by @allows with who may."""
    wrong = []
    for path, tree in trees():
        for function in [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("can_")]:
            calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
            declared = any(isinstance(one.func, ast.Name) and one.func.id == "allows" and one.args for one in calls)
            if path.name != "rules.py" or not declared or [one.arg for one in function.args.args][:1] != ["user"]:
                wrong.append(f"{path.relative_to(ROOT)}:{function.lineno} {function.name}")
    assert not wrong


def test_public_functions_say_what_their_name_cannot():
    """A docstring stands where a function of a pure subject or of actions takes or gives what its types do not tell."""
    wrong = []
    for path, tree in trees():
        if path.name.split("_")[-1] in WEB_ROOMS | {"apps.py", "rules.py", "entries.py"} or "commands" in path.parts:
            continue
        if not ast.get_docstring(tree) and path.name not in {"__init__.py"}:
            described = [f for f in tree.body if isinstance(f, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(f)]
            public = [f for f in tree.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
            if len(public) > 2 and not described:
                wrong.append(str(path.relative_to(ROOT)))
    assert not wrong


def test_no_host_of_a_package_registry_and_no_path_of_a_machine_stands_in_a_file():
    hosts = [
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
        "/wo" + "rk/main",
    ]
    suffixes = {".py", ".sh", ".toml", ".md", ".lock", ".html", ".css", ".js", ".json", ".po", ""}
    tracked = [p for p in ROOT.rglob("*") if p.is_file() and p.suffix in suffixes and not set(p.parts) & IGNORED]
    assert not [f"{path}: {host}" for path in tracked for host in hosts if host in path.read_text("utf-8", "ignore")]


IGNORED = {".git", ".venv", ".tools", ".cache", "data", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}
