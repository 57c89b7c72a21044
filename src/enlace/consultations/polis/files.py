"""The files of an export, found in a folder, in a ZIP or among files that somebody sent."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from .export import BadExport, shown

LIMIT_MB = 200
LIMIT = LIMIT_MB * 1024 * 1024
ZIP_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, ValueError, LookupError, ArithmeticError, OSError, EOFError, TypeError),
)

type Source = Path | str | bytes | Mapping[str, bytes]
type Load = Callable[[], bytes]


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class ExportFiles:
    """`kind` is csv or json. `about`: summary.csv or conversation.json."""

    kind: str
    votes: File
    comments: File
    about: File | None


def find_files(source: Source) -> ExportFiles:
    """Of a folder, a ZIP (its path or its bytes), one of the two files in a folder, or contents by file name.

    Raises BadExport where they are not there, are too large together or cannot be unpacked.
    """
    if isinstance(source, bytes):
        return _chosen(_in_zip(source, _("The file")), _("The file"))
    if isinstance(source, Mapping):
        return _among(source)
    try:
        return _at(Path(source))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadExport(_("%(path)s cannot be read: %(reason)s.") % {"path": source, "reason": reason}) from None


def _among(contents: Mapping[str, bytes]) -> ExportFiles:
    zips = [content for content in contents.values() if content.startswith(ZIP_BEGINS)]
    if len(contents) == 1 and zips:
        name = shown(next(iter(contents)))
        return _chosen(_in_zip(zips[0], name), name)
    if sum(map(len, contents.values())) > LIMIT:
        raise _too_large(_("What was sent"))
    loads: dict[str, Load] = {name: lambda content=content: content for name, content in contents.items()}  # type: ignore[misc]
    return _chosen(loads, _("What was sent"))


def _at(path: Path) -> ExportFiles:
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise BadExport(_("There is no file or folder %(path)s. Look at how it is written.") % {"path": path})
    if not path.is_file():
        raise BadExport(_("%(path)s is neither a file nor a folder.") % {"path": path})
    with path.open("rb") as file:
        is_zip = file.read(4) in ZIP_BEGINS
    if not is_zip and any(_fits(path.name, part, kind) for part in ("votes", "comments") for kind in ("csv", "json")):
        return _in_folder(path.parent)
    if not is_zip:
        sentence = _(
            "%(path)s is no export of Polis. Give the folder or the ZIP in which votes.csv and comments.csv stand."
        )
        raise BadExport(sentence % {"path": path})
    if path.stat().st_size > LIMIT:
        raise _too_large(str(path))
    return _chosen(_in_zip(path.read_bytes(), str(path)), str(path))


def _in_folder(path: Path) -> ExportFiles:
    paths = [one for one in path.iterdir() if one.is_file()]
    return _chosen({one.name: one.read_bytes for one in paths}, str(path), lambda name: (path / name).stat().st_size)


def _in_zip(content: bytes, where: str) -> dict[str, Load]:
    """Nothing is written anywhere, so the names in a ZIP can lead nowhere."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = [part for part in archive.infolist() if not part.is_dir()]
    except DAMAGED:
        raise _damaged(where) from None
    left = [LIMIT]

    def load(part: zipfile.ZipInfo) -> bytes:
        try:
            with archive.open(part) as file:
                unpacked = file.read(left[0] + 1)
        except DAMAGED:
            raise _damaged(where) from None
        left[0] -= len(unpacked)
        if left[0] < 0:
            raise _too_large(where)
        return unpacked

    return {part.filename: lambda part=part: load(part) for part in parts}  # type: ignore[misc]


def _chosen(loads: Mapping[str, Load], where: str, size: Callable[[str], int] | None = None) -> ExportFiles:
    for kind, third in (("csv", "summary"), ("json", "conversation")):
        names = {part: _one(loads, part, kind, where) for part in ("votes", "comments", third)}
        votes, comments, about = names.values()
        if votes and comments:
            wanted = [name for name in (votes, comments, about) if name]
            if size and sum(map(size, wanted)) > LIMIT:
                raise _too_large(where)
            read = {name: File(PurePosixPath(name).name, loads[name]()) for name in wanted}
            return ExportFiles(kind, read[votes], read[comments], read[about] if about else None)
    missing = [f"{part}.csv" for part in ("votes", "comments") if not _one(loads, part, "csv", where)]
    sentence = _("%(where)s lacks %(missing)s. Export the conversation from Polis again and give all its files.")
    raise BadExport(sentence % {"where": where, "missing": ", ".join(missing)})


def _one(names: Iterable[str], part: str, kind: str, where: str) -> str | None:
    """The one name for `part`: votes.csv itself before a longer name such as r42-votes.csv."""
    fitting = [name for name in names if _fits(PurePosixPath(name).name, part, kind) and "__MACOSX" not in name]
    exact = [name for name in fitting if PurePosixPath(name).name.casefold() == f"{part}.{kind}"]
    best = exact or fitting
    if len(best) > 1:
        sentence = _("%(where)s holds several files that may be %(file)s: %(names)s. Keep the one that is meant.")
        found = ", ".join(shown(name) for name in sorted(best)[:5])
        raise BadExport(sentence % {"where": where, "file": f"{part}.{kind}", "names": found})
    return best[0] if best else None


def _fits(name: str, part: str, kind: str) -> bool:
    found = re.fullmatch(rf"(?:(.*)[-_. ])?{part}(?: ?\(\d+\))?\.{kind}", name, re.IGNORECASE | re.DOTALL)
    return found is not None and not (found[1] or "").casefold().endswith(("participant", "participants", "."))


def _too_large(where: str) -> BadExport:
    sentence = _("%(where)s is too large: unpacked, its files may have %(limit)d MB together.")
    return BadExport(sentence % {"where": where, "limit": LIMIT_MB})


def _damaged(where: str) -> BadExport:
    sentence = _("%(where)s is a ZIP that cannot be unpacked: it is damaged or has a password. Export it again.")
    return BadExport(sentence % {"where": where})
