"""`./enlace` as an administrator meets it."""

import subprocess
import sys
from pathlib import Path

import pytest

from enlace.config.__main__ import our_commands
from enlace.core.backup import count_rows
from tests.test_backup_drill import ROOT, enlace


def test_help_lists_each_command_in_a_line(tmp_path):
    lines = enlace(tmp_path, "--help").stdout.splitlines()
    for name, command in our_commands().items():
        assert any(line.split() == [name, *command.help.split()] for line in lines), name


def test_a_command_that_does_not_exist_is_named(tmp_path):
    answer = enlace(tmp_path, "serv")
    assert answer.returncode == 2
    assert "“serv”" in answer.stderr


@pytest.mark.slow
def test_preparing_by_hand_changes_nothing_twice(tmp_path):
    assert enlace(tmp_path, "prepare").returncode == 0
    before = [Path(tmp_path / "secret_key").read_text(), count_rows(tmp_path / "enlace.sqlite3")]
    assert enlace(tmp_path, "prepare").returncode == 0
    assert [Path(tmp_path / "secret_key").read_text(), count_rows(tmp_path / "enlace.sqlite3")] == before


def test_the_data_folder_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "data"
    enlace(folder, "doctor")
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0


def test_the_scripts_are_plain_shell():
    for script in ["enlace", "scripts/environment.sh", "scripts/test.sh", "scripts/postgresql.sh"]:
        assert subprocess.run(["sh", "-n", ROOT / script]).returncode == 0
    assert sys.version_info >= (3, 12)


@pytest.mark.slow
def test_the_next_command_after_an_update_brings_the_database_up_to_date(tmp_path):
    assert enlace(tmp_path, "tick").returncode == 0
    assert enlace(tmp_path, "migrate", "importer", "zero").returncode == 0
    assert "importer_pagekey" not in count_rows(tmp_path / "enlace.sqlite3")
    assert enlace(tmp_path, "tick").returncode == 0
    assert "importer_pagekey" in count_rows(tmp_path / "enlace.sqlite3")


def test_the_demonstration_does_not_come_into_a_real_site(tmp_path):
    assert enlace(tmp_path, "create-account", "secretary@example.org", "--secretary").returncode == 0
    refused = enlace(tmp_path, "demo", "--prepare-only")
    assert refused.returncode == 1
    assert "set ENLACE_DATA" in refused.stderr
    assert count_rows(tmp_path / "enlace.sqlite3")["accounts_user"] == 1
