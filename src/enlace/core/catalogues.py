"""Message catalogues: ours are compiled when older than their source, and a language that the packages
know only in a regional form (pt from pt_BR) gets a catalogue made of that, below our own words."""

from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

DOMAINS = ("django", "djangojs")
REGIONAL = {"pt": "pt_BR"}


def compile_catalogues() -> int:
    """Compile each of our `.po` files that changed; the number of files written."""
    written = 0
    for source in _own_sources("*"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written += 1
    return written + sum(_write_regional(language) for language, _ in settings.LANGUAGES if language in REGIONAL)


def _own_sources(language: str) -> list[Path]:
    folders = [Path(config.path) for config in apps.get_app_configs() if config.name.startswith("enlace.")]
    return sorted(path for folder in folders for path in folder.glob(f"locale/{language}/LC_MESSAGES/*.po"))


def _write_regional(language: str) -> int:
    written = 0
    locale = to_locale(language)
    for domain in DOMAINS:
        target = Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / f"{domain}.mo"
        theirs = [
            Path(config.path) / "locale" / REGIONAL[language] / "LC_MESSAGES" / f"{domain}.mo"
            for config in apps.get_app_configs()
            if not config.name.startswith(("enlace.", "django."))
        ]
        ours = [source for source in _own_sources(locale) if source.stem == domain]
        present = [path for path in theirs if path.exists()]
        newest = max([path.stat().st_mtime for path in [*present, *ours]], default=0)
        if present and (not target.exists() or target.stat().st_mtime < newest):
            target.parent.mkdir(parents=True, exist_ok=True)
            _merge(present, ours).save_as_mofile(str(target))
            written += 1
    return written


def _as_source(entry: polib.MOEntry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=entry.msgstr_plural,
    )


def _merge(compiled: list[Path], sources: list[Path]) -> polib.POFile:
    entries: dict[tuple[str | None, str], polib.POEntry] = {}
    metadata: dict[str, str] = {}
    for path in compiled:
        catalogue = polib.mofile(str(path))
        metadata = metadata or catalogue.metadata
        entries |= {(entry.msgctxt, entry.msgid): _as_source(entry) for entry in catalogue}
    for path in sources:
        entries |= {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)) if entry.translated()}
    merged = polib.POFile()
    merged.metadata = metadata
    merged.extend(entries.values())
    return merged
