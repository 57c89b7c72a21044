"""The same drill where the database is PostgreSQL: dumped, restored into an empty one, every row the same."""

import shutil

import psycopg
import pytest
from django.db import connection

from enlace.accounts.testing import make_user
from enlace.core.backup import BackupFailed, make_backup, restore_backup

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the database of this run is SQLite"),
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed"),
]


@pytest.fixture
def empty_database():
    settings = connection.settings_dict | {"NAME": "enlace_restored"}
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE enlace_restored")
    yield settings
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE enlace_restored WITH (FORCE)")


def rows_of(settings):
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"]
    ) as plain:
        tables = [name for (name,) in plain.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return {table: {repr(row) for row in plain.execute(f'SELECT * FROM "{table}"')} for table in tables}


def test_every_row_and_file_comes_back(tmp_path, empty_database):
    make_user("office@example.org", name="Oficina")
    data, again = tmp_path / "data", tmp_path / "again"
    (data / "media").mkdir(parents=True)
    (data / "media" / "picture.bin").write_bytes(b"picture" * 1000)
    again.mkdir()
    make_backup(data, connection.settings_dict, tmp_path / "backup.tar.gz", now="2026-01-01")
    restore_backup(tmp_path / "backup.tar.gz", again, empty_database)
    assert rows_of(empty_database) == rows_of(connection.settings_dict)
    assert (again / "media" / "picture.bin").read_bytes() == b"picture" * 1000


def test_a_backup_of_one_kind_of_database_is_refused_by_the_other(tmp_path, empty_database):
    (tmp_path / "data").mkdir()
    make_backup(tmp_path / "data", connection.settings_dict, tmp_path / "backup.tar.gz", now="2026-01-01")
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "again" / "enlace.sqlite3"}
    (tmp_path / "again").mkdir()
    with pytest.raises(BackupFailed, match="another kind of database"):
        restore_backup(tmp_path / "backup.tar.gz", tmp_path / "again", sqlite)
