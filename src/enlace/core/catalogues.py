"""Message catalogues: for each language one of everything that the interface says. Our apps' words come first, then
what the packages say, then our words for what they leave in English (`settings.LOCALE_GAPS`)."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import django.conf
import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.reloader import translation_file_changed

DOMAINS = ("django", "djangojs")
PLACE = r"%\(\w+\)[sd]|\{\w+\}"

Key = tuple[str | None, str]
Entries = dict[Key, polib.POEntry]


class Spoken(NamedTuple):
    """What the packages call a language, and its plurals: one, millions, other."""

    regional: str
    plurals: str


SPOKEN = {
    "es": Spoken("es", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"),
    "pt": Spoken("pt_BR", "nplurals=3; plural=n == 0 || n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"),
}


def compile_catalogues() -> int:
    """Write each catalogue that was made of other files than there are now, and speak by it; the number written."""
    written = sum(_write(language, domain) for language in SPOKEN for domain in DOMAINS)
    if written:
        translation_file_changed(None, Path("django.mo"))
    return written


def _write(language: str, domain: str) -> bool:
    target = Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / f"{domain}.mo"
    sources = [gaps_source(language, domain), *_theirs(language, domain), *_ours(language, domain), Path(__file__)]
    made_of, stamp = _fingerprint(sources), target.with_suffix(".made_of")
    if target.exists() and stamp.exists() and stamp.read_text() == made_of:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": SPOKEN[language].plurals,
    }
    catalogue.extend(_merged(language, domain).values())
    catalogue.save_as_mofile(str(draft))
    os.replace(draft, target)
    stamp.write_text(made_of)
    return True


def _fingerprint(paths: list[Path]) -> str:
    """Of which files, as they are: an older version of the program may have been here after this one was written."""
    facts = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths if path.exists()]
    return sha256(repr(facts).encode()).hexdigest()


def gaps_source(language: str, domain: str) -> Path:
    return Path(settings.LOCALE_GAPS) / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def _theirs(language: str, domain: str) -> list[Path]:
    """Of two that translate the same words, the app listed first wins, as it does in Django: it comes last here."""
    apps_of_others = [Path(app.path) for app in apps.get_app_configs() if not app.name.startswith("enlace.")]
    folders = [Path(django.conf.__file__).parent, *reversed(apps_of_others)]
    return [folder / "locale" / SPOKEN[language].regional / "LC_MESSAGES" / f"{domain}.mo" for folder in folders]


def _ours(language: str, domain: str) -> list[Path]:
    folders = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("enlace.")]
    return [folder / "locale" / to_locale(language) / "LC_MESSAGES" / f"{domain}.po" for folder in reversed(folders)]


def _merged(language: str, domain: str) -> Entries:
    gaps = _entries([gaps_source(language, domain)])
    return gaps | said_by_packages(language, domain) | _entries(_ours(language, domain))


def said_by_packages(language: str, domain: str) -> Entries:
    """What the packages translate; an English sentence that stands for its own translation is none, if we have one."""
    gaps = _entries([gaps_source(language, domain)])
    said = _entries(_theirs(language, domain))
    return {key: _mended(entry) for key, entry in said.items() if key not in gaps or not _stands_in_english(entry)}


def _stands_in_english(entry: polib.POEntry) -> bool:
    return entry.msgid in {entry.msgstr, *entry.msgstr_plural.values()}


def _entries(paths: Iterable[Path]) -> Entries:
    found: Entries = {}
    for path in paths:
        if path.exists():
            catalogue = polib.mofile(str(path)) if path.suffix == ".mo" else polib.pofile(str(path))
            found |= {(entry.msgctxt, entry.msgid): _alike(entry) for entry in catalogue.translated_entries()}
    return found


def _alike(entry: polib.POEntry | polib.MOEntry) -> polib.POEntry:
    """With three plurals, whether its catalogue has two or three."""
    forms = list(entry.msgstr_plural.values())
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=dict(enumerate([forms[0], forms[1], forms[-1]])) if forms else {},
    )


def _mended(entry: polib.POEntry) -> polib.POEntry:
    """With the spaces that some packages' translations lack around a value and at the edges."""
    source = entry.msgid_plural or entry.msgid
    entry.msgstr = spaced(source, entry.msgstr)
    entry.msgstr_plural = {form: spaced(source, text) for form, text in entry.msgstr_plural.items()}
    return entry


def spaced(source: str, text: str) -> str:
    """`text` with a space wherever it lacks one that `source` has: «en%(language)s» becomes «en %(language)s»."""
    for touching in (rf"(\w)({PLACE})", rf"({PLACE})([\w(])"):
        if not re.search(touching, source):
            text = re.sub(touching, r"\1 \2", text)
    before = " " if source.startswith(" ") and text and not text.startswith(" ") else ""
    after = " " if source.endswith(" ") and text and not text.endswith(" ") else ""
    return before + text + after
