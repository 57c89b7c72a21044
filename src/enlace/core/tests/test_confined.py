"""A process of its own for what strangers made: it answers, it is ended, it takes no more than it may."""

import time
from pathlib import Path

import pytest

from enlace.core.confined import Limits, TooMuch, confined

PROGRAM, WIDE = "enlace.core.tests.confined_program", Limits()


def answers(folder: Path, *job, limits: Limits = WIDE) -> list:
    return list(confined(PROGRAM, job, limits, folder))


def until_ended(folder: Path, *job, limits: Limits = WIDE) -> list:
    """The answers that came before it took too much."""
    heard = []
    try:
        for answer in confined(PROGRAM, job, limits, folder):
            heard.append(answer)
    except TooMuch:
        return heard
    raise AssertionError("it ended by itself")


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def is_ended(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_running(pid)


def test_answers_come_in_their_order(tmp_path):
    assert answers(tmp_path, "counts", 3) == [0, 1, 2]


@pytest.mark.parametrize(
    ("job", "limits"),
    [
        ("hangs", Limits(silence=3)),
        ("talks_on", Limits(all=3)),
        ("burns", Limits(processor=1)),
        ("dies", WIDE),
    ],
)
def test_what_goes_on_for_too_long_or_dies_is_ended_after_its_answers(tmp_path, job, limits):
    assert set(until_ended(tmp_path, job, limits=limits)) == {1}


def test_an_answer_without_an_end_is_not_heard(tmp_path):
    assert until_ended(tmp_path, "floods") == []


def test_it_gets_no_more_memory_than_it_may(tmp_path):
    assert answers(tmp_path, "takes", 50_000_000, limits=Limits(megabytes=256)) == [50_000_000]
    assert until_ended(tmp_path, "takes", 500_000_000, limits=Limits(megabytes=256)) == []


def test_its_children_end_with_it(tmp_path):
    (pid,) = answers(tmp_path, "breeds")
    assert is_ended(pid)


def test_it_ends_when_nobody_reads_on(tmp_path):
    reading = confined(PROGRAM, ["breeds"], WIDE, tmp_path)
    pid = next(reading)
    reading.close()
    assert is_ended(pid)


def test_it_knows_no_secret_of_the_program(tmp_path, monkeypatch):
    monkeypatch.setenv("ENLACE_SECRET_KEY", "secret")
    (names,) = answers(tmp_path, "knows")
    assert not [name for name in names if "ENLACE" in name or "DJANGO" in name]
