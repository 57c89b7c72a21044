"""Papers as a ZIP: folders for days and sessions, names that every computer takes. Reads no contents."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED_ALREADY = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "png", "jpg", "jpeg", "webp"})
LONGEST_PART, CHUNK = 60, 1024 * 1024
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """`folders` and `name` are words of people; `kind` is the ending of the file."""

    folders: tuple[str, ...]
    name: str
    kind: str
    path: Path
    at: datetime


def safe_part(words: str, otherwise: str = "_") -> str:
    """Words as one part of a path: without what some computer refuses, at most sixty letters."""
    composed = unicodedata.normalize("NFC", words)
    spaced = "".join(" " if c in '\\/:*?"<>|' or unicodedata.category(c)[0] in "CZ" else c for c in composed)
    part = " ".join(spaced.split())[:LONGEST_PART].strip(" .")
    return (f"_{part}" if RESERVED.match(part) else part) or otherwise


def names_of(entries: Iterable[Entry]) -> list[str]:
    """Paths within the archive, no two alike, also where capitals make no difference."""
    taken: set[str] = set()
    found = []
    for entry in entries:
        folder = "/".join(safe_part(one) for one in entry.folders)
        stem, number = safe_part(entry.name), 1
        path = f"{folder}/{stem}.{entry.kind}"
        while path.casefold() in taken:
            number += 1
            path = f"{folder}/{stem} ({number}).{entry.kind}"
        taken.add(path.casefold())
        found.append(path)
    return found


def write_zip(target: Path, entries: list[Entry], told: Callable[[int], None]) -> None:
    """Copied piece by piece, whatever their sizes; `told` hears how many are in it."""
    with ZipFile(target, "w", allowZip64=True) as archive:
        for number, (entry, name) in enumerate(zip(entries, names_of(entries), strict=True), 1):
            info = ZipInfo(name, entry.at.timetuple()[:6])
            info.compress_type = ZIP_STORED if entry.kind in PACKED_ALREADY else ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            info.file_size = entry.path.stat().st_size
            with entry.path.open("rb") as source, archive.open(info, "w") as inside:
                while chunk := source.read(CHUNK):
                    inside.write(chunk)
            told(number)
