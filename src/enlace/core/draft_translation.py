"""A machine's draft of a translation, made on this machine by Debian's Apertium: nothing leaves it.

Terms of the field come out wrong from the engine, so the glossaries of the registry (kind `glossary`) go first.
Portuguese and English meet by way of Spanish. A draft is a draft: a person confirms it.
"""

import os
import re
import shutil
import signal
import subprocess
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from enlace.core.apertium_stream import END, decode, encode
from enlace.core.inline_text import Glossary, Piece, Reading, glossary_of, read_inline_html, read_plain, written
from enlace.core.registry import registered

MODES = {
    ("es", "en"): ("spa-eng", "es-en", "spa-eng_US", "es-en_US"),
    ("en", "es"): ("eng-spa", "en-es"),
    ("es", "pt"): ("es-pt_BR", "spa-por_BR", "es-pt", "spa-por"),
    ("pt", "es"): ("pt-es", "por-spa"),
}
"""The names that Debian's releases have given to a direction, the best first (Brazilian before European Portuguese)."""

PACKAGES = {("es", "en"): "apertium-eng-spa", ("es", "pt"): "apertium-es-pt"}
ROUTES = {
    **{pair: (pair,) for pair in MODES},
    ("pt", "en"): (("pt", "es"), ("es", "en")),
    ("en", "pt"): (("en", "es"), ("es", "pt")),
}
CROWDED = 1000
"""Pieces of one text from which on it is drafted run by run: the engine's time grows with their square."""

PATIENCE = 30.0
"""Seconds for the engine to start and answer; a thousand characters add one."""

REMEMBERED = 8192
LONGEST_REMEMBERED = 2000
PARAGRAPHS = re.compile(r"(\n\s*\n)")


class NoEngine(Exception):
    """No engine for this pair; `packages` are those of Debian to install, none where Debian has no such pair."""

    def __init__(self, source: str, target: str, packages: Sequence[str]) -> None:
        self.source, self.target, self.packages = source, target, list(packages)
        remedy = f"install the packages {' '.join(packages)}" if packages else "there is no engine for this pair"
        super().__init__(f"No draft translation from {source} to {target}: {remedy}.")


class EngineFailed(Exception):
    """The engine took too long or broke down on the texts."""


_drafts: OrderedDict[tuple[str, str, bool, Glossary, str], str] = OrderedDict()
_drafts_lock = Lock()


type Terms = Mapping[str, str]
type Run = Callable[[Sequence[str], str], list[str]]
"""Answers streams of the engine by one of its modes."""


def draft_translation(text: str, source: str, target: str, *, html: bool = False, terms: Terms | None = None) -> str:
    return draft_translations([text], source, target, html=html, terms=terms)[0]


def draft_translations(
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    html: bool = False,
    terms: Terms | None = None,
    run: Run | None = None,
) -> list[str]:
    """As many drafts as texts, in one call of the engine. With `html` the texts hold inline tags and entities.

    Marks, tags and the space around a text stay as they are; unknown words stay in the language of the source.
    `terms` stand in place of the registered glossaries, `run` in place of an engine that is started for this call
    (see `warm_translation`). Raises `NoEngine` and `EngineFailed`.
    """
    source, target = _language(source), _language(target)
    if source == target:
        return list(texts)
    modes = _modes(source, target)
    if modes is None:
        raise NoEngine(source, target, missing_packages(source, target))
    glossary = glossary_of(frozenset((_registered_terms(source, target) if terms is None else terms).items()))
    parts = [PARAGRAPHS.split(text) if not html else [text] for text in texts]
    wanted = dict.fromkeys(part for text in parts for part in text if part.strip())
    known = _recall([(source, target, html, glossary, part) for part in wanted])
    new = [part for part in wanted if part not in known]
    drafts = known | dict(zip(new, _drafted(new, modes, glossary, html, run or run_once), strict=True))
    _remember({(source, target, html, glossary, part): drafts[part] for part in new})
    return ["".join(drafts.get(part, part) for part in text) for text in parts]


def available_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in ROUTES if _modes(*pair) is not None)


def missing_packages(source: str, target: str) -> list[str]:
    """Debian's packages to install for this pair; none too where Debian has no such pair (see `available_pairs`)."""
    route = ROUTES.get((_language(source), _language(target)), ())
    installed = _installed_modes()
    lacking = [step for step in route if not installed.intersection(MODES[step])]
    engine = ["apertium"] if route and shutil.which("apertium") is None else []
    return engine + sorted({PACKAGES.get((a, b)) or PACKAGES[b, a] for a, b in lacking})


def _language(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


def _installed_modes() -> frozenset[str]:
    return frozenset(path.stem for path in modes_folder().glob("*.mode"))


def modes_folder() -> Path:
    return Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"


def engine_environment(scratch: str) -> dict[str, str]:
    """Nothing of ours but where programs are; what it writes goes to `scratch`."""
    own = {name: value for name, value in os.environ.items() if name.startswith("APERTIUM_")}
    return {"PATH": os.environ.get("PATH", os.defpath), "TMPDIR": scratch, "LC_ALL": "C.UTF-8"} | own


def _modes(source: str, target: str) -> list[str] | None:
    route = ROUTES.get((source, target))
    if route is None or missing_packages(source, target):
        return None
    installed = _installed_modes()
    return [next(mode for mode in MODES[step] if mode in installed) for step in route]


def _registered_terms(source: str, target: str) -> Terms:
    """Of two glossaries that know a term, the first of the registry is right."""
    terms: dict[str, str] = {}
    for glossary in registered("glossary"):
        terms = {**glossary(source, target), **terms}
    return terms


def _recall(keys: Sequence[tuple[str, str, bool, Glossary, str]]) -> dict[str, str]:
    with _drafts_lock:
        found = [key for key in keys if key in _drafts]
        for key in found:
            _drafts.move_to_end(key)
        return {key[-1]: _drafts[key] for key in found}


def _remember(drafts: dict[tuple[str, str, bool, Glossary, str], str]) -> None:
    with _drafts_lock:
        _drafts.update((key, draft) for key, draft in drafts.items() if len(draft) <= LONGEST_REMEMBERED)
        while len(_drafts) > REMEMBERED:
            _drafts.popitem(last=False)


def _drafted(texts: Sequence[str], modes: Sequence[str], glossary: Glossary, html: bool, run: Run) -> list[str]:
    """Whole texts first; one whose marks the engine lost is drafted again, run of words by run of words."""
    read = read_inline_html if html else read_plain
    readings = [read(text.strip(), glossary) for text in texts]
    whole = [reading for reading in readings if len(reading.pieces) <= CROWDED]
    outputs = iter(_ask([encode(reading) for reading in whole], modes, run))
    drafts = [decode(next(outputs), one) if len(one.pieces) <= CROWDED else None for one in readings]
    torn = [reading for reading, draft in zip(readings, drafts, strict=True) if draft is None]
    mended = iter(_drafted_by_runs(torn, modes, run))
    bodies = [next(mended) if draft is None else draft for draft in drafts]
    return [_with_space_of(text, body) for text, body in zip(texts, bodies, strict=True)]


def _with_space_of(text: str, body: str) -> str:
    before, after = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[:before] + body + text[after:]


def _drafted_by_runs(readings: Sequence[Reading], modes: Sequence[str], run: Run) -> list[str]:
    stretches = dict.fromkeys(
        piece.text.strip(" ")
        for reading in readings
        for piece in reading.pieces
        if piece.kind == "words" and any(map(str.isalpha, piece.text))
    )
    alone = {stretch: Reading([Piece("words", stretch)]) for stretch in stretches}
    outputs = _ask([encode(reading) for reading in alone.values()], modes, run)
    drafts = {stretch: decode(output, alone[stretch]) for stretch, output in zip(stretches, outputs, strict=True)}
    return [_pieced_together(reading, drafts) for reading in readings]


def _pieced_together(reading: Reading, drafts: dict[str, str | None]) -> str:
    items = []
    for piece in reading.pieces:
        run = piece.text.strip(" ")
        draft = (drafts.get(run) if piece.kind == "words" else None) or run
        text = piece.text.replace(run, draft, 1) if piece.kind == "words" and run else piece.text
        items.append((piece.element, reading.escape(text) if piece.kind == "words" else text))
    whole = written(reading, items)
    if whole is None:
        raise AssertionError("the pieces of a reading, in their own order, hold all its elements")
    return whole


def _ask(streams: Sequence[str], modes: Sequence[str], run: Run) -> list[str]:
    for mode in modes:
        if streams:
            streams = run(streams, mode)
    return list(streams)


def run_once(streams: Sequence[str], mode: str) -> list[str]:
    """One process, whatever the number of streams: a NUL ends each."""
    command = shutil.which("apertium") or "apertium"
    seconds = PATIENCE + sum(map(len, streams)) / 1000
    with TemporaryDirectory(prefix="draft-translation-") as scratch:
        engine = subprocess.Popen(  # noqa: S603 - the mode is one of MODES
            [command, "-u", "-z", "-f", "none", mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=engine_environment(scratch),
            start_new_session=True,
        )
        try:
            output, _ = engine.communicate("".join(f"{stream}\0" for stream in streams).encode(), timeout=seconds)
        except subprocess.TimeoutExpired as too_long:
            raise EngineFailed(f"Apertium gave no draft within {seconds:.0f} seconds.") from too_long
        finally:
            if engine.poll() is None:
                os.killpg(engine.pid, signal.SIGKILL)
                engine.communicate()
    return answers_in(output, len(streams))


def answers_in(output: bytes, number: int) -> list[str]:
    answers = output.decode(errors="replace").split("\0")[:number]
    if len(answers) < number or not all(answer.endswith(END) for answer in answers):
        raise EngineFailed("Apertium broke down and gave fewer drafts than there are texts.")
    return answers
