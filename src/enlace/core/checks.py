"""What `./enlace doctor` looks at, whatever the network does with the program."""

import shutil
import sqlite3
from collections.abc import Iterator

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from enlace.core.draft_translation import missing_packages
from enlace.core.findings import Finding
from enlace.core.languages import language_codes

LOW_BYTES = 2_000_000_000


def check_folder() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    yield Finding("ok", f"All that is kept lies in {settings.DATA} (ENLACE_DATA).")
    if free < LOW_BYTES:
        yield Finding("bad", f"Only {free / 1e9:.1f} GB are free there. Make room before something cannot be saved.")
    if settings.DATA.stat().st_mode & 0o077:
        yield Finding("bad", f"Others on this machine can read it. Run: chmod 700 {settings.DATA}")


def check_database() -> Iterator[Finding]:
    connection = connections["default"]
    waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if waiting:
        yield Finding("bad", f"The database waits for {len(waiting)} changes. Run: ./enlace prepare")
    if connection.vendor != "sqlite":
        yield Finding("ok", "The database is PostgreSQL.")
        return
    with sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True) as plain:
        (answer,) = plain.execute("PRAGMA quick_check").fetchone()
    plain.close()
    if answer == "ok":
        yield Finding("ok", "The database is SQLite and whole.")
    else:
        yield Finding("bad", f"The database is damaged ({answer}). Stop the site and restore the last backup.")


def check_public_address() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("warn", "This is a demonstration: everybody may know its passwords. Keep it on this machine.")
    elif not settings.SECURE:
        yield Finding(
            "warn", f"The site calls itself {settings.BASE_URL}. In public it needs https:// (ENLACE_BASE_URL)."
        )
    if settings.DEBUG:
        yield Finding("bad", "ENLACE_DEBUG is on: errors show the inside of the program to everybody.")
    if not settings.ENLACE_REQUIRE_SECOND_FACTOR and not settings.DEMO:
        yield Finding("bad", "The CMS can be entered on a password alone. Unset ENLACE_REQUIRE_SECOND_FACTOR.")


def check_mail() -> Iterator[Finding]:
    if settings.MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend"):
        yield Finding("warn", f"Mail is laid in {settings.DATA}/mail and sent to nobody. Set ENLACE_MAIL_URL.")
    else:
        yield Finding("ok", "Mail goes out by the server of ENLACE_MAIL_URL.")


def check_draft_translation() -> Iterator[Finding]:
    codes = language_codes()
    wanted = sorted(
        {package for one in codes for other in codes if one != other for package in missing_packages(one, other)}
    )
    if wanted:
        yield Finding("warn", f"Draft translation is off. On Debian: apt install {' '.join(wanted)}")
    else:
        yield Finding("ok", "Draft translation works on this machine.")
