"""The command that starts the sandbox: it ends with whoever started it, and comes with a demonstration alone."""

import subprocess
import sys
import time

import pytest
import requests
from django.conf import settings as of_tests
from django.core.management import CommandError, call_command

from enlace.config.companions import WITH_SANDBOX
from enlace.config.management.commands.serve import _with_sandbox
from enlace.giving.sandbox.testing import running_sandbox
from enlace.website.tests.reading import environment

STARTS = "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(600)"


def answers(address):
    try:
        return requests.get(f"{address}/pay/ses_x", timeout=3).status_code == 404
    except requests.RequestException:
        return False


def test_it_answers_and_ends_when_the_process_that_started_it_is_killed(tmp_path):
    command = [
        sys.executable,
        "-m",
        "enlace.config",
        "payment-sandbox",
        "--port=0",
        "--with-parent",
        "--address=127.0.0.1",
    ]
    names = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTS, *command], env=names, cwd=of_tests.ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        address = f"http://127.0.0.1:{starter.stdout.readline().rstrip().rstrip('.').rpartition(' ')[2]}"
        assert answers(address)
        assert (tmp_path / "sandbox.sqlite3").exists()
    finally:
        starter.kill()
        starter.wait()
    deadline = time.monotonic() + 20
    while answers(address):
        assert time.monotonic() < deadline, "it did not end"
        time.sleep(0.1)
    starter.stdout.close()


def test_it_says_which_setting_helps_where_its_port_is_taken(tmp_path):
    with (
        running_sandbox(tmp_path) as running,
        pytest.raises(CommandError, match=f"port {running.port} .*ENLACE_SANDBOX_PORT"),
    ):
        call_command("payment_sandbox", port=running.port, address="127.0.0.1", file=tmp_path / "other.sqlite3")


@pytest.mark.parametrize(
    ("demo", "address", "comes"),
    [(True, None, True), (True, "", False), (True, "http://x", False), (False, None, False)],
)
def test_it_comes_with_a_demonstration_alone_and_not_where_another_is_named(
    settings, monkeypatch, demo, address, comes
):
    settings.DEMO = demo
    monkeypatch.delenv("ENLACE_SANDBOX_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("ENLACE_SANDBOX_ADDRESS", address)
    assert _with_sandbox() == ([WITH_SANDBOX] if comes else [])
