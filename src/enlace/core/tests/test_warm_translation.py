"""Engines that stay started, with Apertium itself where it is installed."""

import os
import signal
import subprocess
import sys
import time
from collections import OrderedDict
from pathlib import Path

import pytest

from enlace.core import draft_translation
from enlace.core import warm_translation as module
from enlace.core.draft_translation import EngineFailed, NoEngine, available_pairs
from enlace.core.warm_translation import end_engines, try_warm_draft, warm_draft

with_apertium = pytest.mark.skipif(("es", "en") not in available_pairs(), reason="Apertium is not installed")
SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    """A machine that has more to do is not an engine that broke, and a draft that is remembered asks no engine."""
    monkeypatch.setattr(draft_translation, "_drafts", OrderedDict())
    monkeypatch.setattr(module, "START", 20.0)
    monkeypatch.setattr(module, "PATIENCE", 20.0)
    end_engines()
    yield
    end_engines()


def pids():
    return [one.process.pid for one in module._engines.values() if one.process]


@with_apertium
def test_one_engine_answers_text_after_text():
    assert warm_draft("La casa es blanca.", "es", "en", terms={}) == "The house is white."
    first = pids()
    assert warm_draft("la prevención [e] \0 es <b>", "es", "en", terms={}).lower().startswith("the prevention")
    assert warm_draft("armas de fuego", "es", "en", terms={"armas de fuego": "firearms"}) == "firearms"
    assert pids() == first


@with_apertium
def test_an_engine_that_was_ended_is_started_again():
    warm_draft("la memoria uno", "es", "en", terms={})
    os.killpg(pids()[0], signal.SIGKILL)
    for engine in module._engines.values():
        engine.process.wait()
    assert warm_draft("la memoria dos", "es", "en", terms={})


@with_apertium
def test_an_engine_that_is_silent_is_ended_and_left_alone_for_a_while(monkeypatch):
    warm_draft("la memoria tres", "es", "en", terms={})
    pid = pids()[0]
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    os.killpg(pid, signal.SIGSTOP)
    with pytest.raises(EngineFailed):
        warm_draft("la memoria cuatro", "es", "en", terms={})
    assert pids() == []
    assert try_warm_draft("la memoria cinco", "es", "en", terms={}) is None
    monkeypatch.setattr(module, "REST", 0.0)
    monkeypatch.setattr(module, "PATIENCE", 20.0)
    assert try_warm_draft("la memoria seis", "es", "en", terms={})


def test_long_texts_and_unknown_pairs_are_refused(monkeypatch):
    with pytest.raises(EngineFailed):
        warm_draft("x" * 1000, "es", "en", terms={})
    with pytest.raises(NoEngine):
        warm_draft("hola", "es", "qu", terms={})
    assert try_warm_draft("hola", "es", "qu", terms={}) is None


@with_apertium
def test_engines_end_with_their_process():
    code = (
        "from enlace.core import warm_translation as w; w.START = 20; w.warm_draft('la casa', 'es', 'en', terms={});"
        "print(next(iter(w._engines.values())).process.pid, flush=True); import os; os._exit(1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, check=False
    )
    pid = int(done.stdout)
    for _turn in range(100):
        if not Path(f"/proc/{pid}").exists() or Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the pipeline lives on")
