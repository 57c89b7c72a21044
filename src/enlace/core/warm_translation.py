"""Draft translation of short texts, as a search's words, by engines that stay started.

Starting Apertium takes a tenth of a second and more, answering a few words a millisecond. So each direction that is
asked for has one pipeline that waits for the next text; a NUL ends each text and makes every part of the pipeline
answer. An engine that is silent, breaks or is not asked for a while is ended, and started again when asked. When this
process ends, however it ends, the pipelines lose their input and end too.
"""

import atexit
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from tempfile import mkdtemp
from threading import Lock, Timer

from enlace.core.draft_translation import (
    EngineFailed,
    NoEngine,
    Terms,
    answers_in,
    draft_translations,
    engine_environment,
    modes_folder,
)

LONGEST = 400
"""Letters of a text: the engine's pipes hold a longer answer too, but nobody waits for it."""
MOST_ENGINES = 4
START, PATIENCE = 3.0, 1.0
"""Seconds for the first answer of an engine, and for each further one."""
REST = 60.0
"""Seconds for which an engine that broke down is left alone."""
IDLE = 600.0
"""Seconds after which an engine that nobody asked is ended: it holds up to 170 MB."""


def warm_draft(text: str, source: str, target: str, *, terms: Terms | None = None) -> str:
    """As `draft_translation` for a short text, in milliseconds once warm. Raises `NoEngine` and `EngineFailed`."""
    if len(text) > LONGEST:
        raise EngineFailed(f"{len(text)} letters are too many for a draft while somebody waits.")
    return draft_translations([text], source, target, terms=terms, run=_run_warm)[0]


def try_warm_draft(text: str, source: str, target: str, *, terms: Terms | None = None) -> str | None:
    """None where there is no engine, or it does not answer in time."""
    try:
        return warm_draft(text, source, target, terms=terms)
    except (NoEngine, EngineFailed):
        return None


class Engine:
    """The pipeline of one mode, asked by one thread at a time."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.scratch = ""
        self.asked = 0.0
        self.failed = -REST

    def ask(self, streams: Sequence[str]) -> list[str]:
        """Whoever waits too long for others gets none; what goes wrong ends the pipeline."""
        if not self.lock.acquire(timeout=PATIENCE):
            raise EngineFailed("Apertium has too much to do.")
        try:
            if time.monotonic() - self.failed < REST:
                raise EngineFailed("Apertium broke down a moment ago.")
            warm, self.asked = self.process is not None and self.process.poll() is None, time.monotonic()
            if not warm:
                self.end()
                self.start()
            return [self._answer(stream, PATIENCE if warm or place else START) for place, stream in enumerate(streams)]
        except (EngineFailed, OSError) as broken:
            self.failed = max(self.failed, time.monotonic()) if self.process else self.failed
            self.end()
            raise EngineFailed(str(broken)) from broken
        finally:
            self.lock.release()

    def start(self) -> None:
        script = subprocess.run(  # noqa: S603
            [
                shutil.which("apertium-wblank-mode") or "apertium-wblank-mode",
                "-z",
                modes_folder() / f"{self.mode}.mode",
            ],
            capture_output=True,
            text=True,
            timeout=START,
            check=False,
        ).stdout
        self.scratch = mkdtemp(prefix="warm-translation-")
        self.process = subprocess.Popen(  # noqa: S603 - the script is made by Apertium of one of its own modes
            [shutil.which("bash") or "bash", "-c", script, "apertium", "-n", ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.scratch,
            env=engine_environment(self.scratch),
            start_new_session=True,
        )

    def _answer(self, stream: str, patience: float) -> str:
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{stream}\0".encode())
        process.stdin.flush()
        output, deadline = b"", time.monotonic() + patience
        while not output.endswith(b"\0"):
            ready, _, _ = select.select([process.stdout], [], [], max(deadline - time.monotonic(), 0))
            read = os.read(process.stdout.fileno(), 65536) if ready else b""
            if not read:
                raise EngineFailed(f"Apertium gave no draft within {patience:.0f} seconds.")
            output += read
        return answers_in(output, 1)[0]

    def end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):
                    pipe.close()
            process.wait()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
            self.scratch = ""

    def forget(self) -> None:
        """In a forked process: the pipeline is its parent's."""
        self.lock, self.process, self.scratch = Lock(), None, ""


_engines: dict[str, Engine] = {}
_engines_lock = Lock()


def _run_warm(streams: Sequence[str], mode: str) -> list[str]:
    return _engine_of(mode).ask(streams)


def _engine_of(mode: str) -> Engine:
    """Beyond the most that there may be, the one that was asked the longest ago makes room."""
    with _engines_lock:
        engine = _engines.get(mode)
        if engine is None:
            if len(_engines) >= MOST_ENGINES:
                oldest = min(_engines.values(), key=lambda one: one.asked)
                with oldest.lock:
                    oldest.end()
                del _engines[oldest.mode]
            if not _engines:
                _look_after(IDLE)
            engine = _engines[mode] = Engine(mode)
        return engine


def _look_after(seconds: float) -> None:
    timer = Timer(seconds, _end_idle)
    timer.daemon = True
    timer.start()


def _end_idle() -> None:
    with _engines_lock:
        for engine in list(_engines.values()):
            if time.monotonic() - engine.asked > IDLE and engine.lock.acquire(blocking=False):
                engine.end()
                engine.lock.release()
        if _engines:
            _look_after(IDLE / 10)


def end_engines() -> None:
    """All of this process; the next text starts them again."""
    with _engines_lock:
        for engine in _engines.values():
            engine.end()
        _engines.clear()


def _forget_engines() -> None:
    global _engines_lock
    _engines_lock = Lock()
    for engine in _engines.values():
        engine.forget()
    _engines.clear()


atexit.register(end_engines)
os.register_at_fork(after_in_child=_forget_engines)
