"""A prepared SQLite file to start from: the CMS's first migration takes long, a copy takes none."""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from enlace.config.prepare import prepare_database
from enlace.core.catalogues import compile_catalogues

SOURCES = (
    "src/enlace/**/migrations/*.py",
    "src/enlace/**/*.po",
    "src/enlace/**/*.json",
    "src/enlace/**/actions.py",
    "src/enlace/**/site_tree.py",
    "src/enlace/config/settings.py",
    "*.lock",
)


def template_path() -> Path:
    """Where the template for the program as it stands now lies, whether made or not."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.relative_to(settings.ROOT).as_posix().encode() + path.read_bytes())
    return settings.ROOT / ".cache" / f"prepared-{digest.hexdigest()[:20]}.sqlite3"


def copy_template(target: Path) -> None:
    """Lay a prepared database at `target`, making the template first where it is missing. `target` must not exist."""
    template = template_path()
    if not template.exists():
        make_template(template)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(template, draft)
    os.replace(draft, target)


def make_template(template: Path) -> None:
    """Prepare a database beside the template, then move it there: a reader never sees half of it."""
    template.parent.mkdir(exist_ok=True)
    for old in template.parent.glob("prepared-*.sqlite3"):
        old.unlink()
    draft = template.with_suffix(f".{os.getpid()}")
    connection = connections["default"]
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        prepare_database()
        connection.close()
        with sqlite3.connect(draft) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            plain.execute("PRAGMA journal_mode=DELETE")
        plain.close()
        os.replace(draft, template)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        draft.unlink(missing_ok=True)


def is_prepared() -> bool:
    """Whether the database has its tables as this program wants them; a SQLite file is not made by asking."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        if not path.exists() or not path.stat().st_size:
            return False
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare_data() -> None:
    """The database of the data folder, made or brought up to date."""
    target = Path(str(settings.DATABASES["default"]["NAME"]))
    if connections["default"].vendor == "sqlite" and not (target.exists() and target.stat().st_size):
        compile_catalogues()
        copy_template(target)
        target.chmod(0o600)
    prepare_database()
