"""Whether bytes are what the ending of a name promises, and carry no program. Nothing is unpacked. No Django."""

import re
from typing import Any, Literal
from zipfile import BadZipFile, ZipFile

from PIL import Image, UnidentifiedImageError

type Fault = Literal["other", "macros", "unfolds", "points", "letters"]
"""`other`: it is something else; `macros`: it carries a program; `unfolds`, `points`: it is far larger than it looks;
`letters`: no letters can be made of it."""

OFFICE_PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
LARGEST_NOTE = 100
LARGEST_UNFOLDED = 300 * 1024 * 1024
MOST_PARTS = 10_000
MOST_POINTS, UNCOUNTED = 50_000_000, 10**12
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)
PROGRAMS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/.+|Scripts/.+)$", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def fault_in(kind: str, file: Any) -> Fault | None:
    """What speaks against taking `file` as a `kind` (an ending without its dot); None if nothing does."""
    try:
        if kind == "pdf":
            return None if _read(file, 1024).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") else "other"
        if kind in OFFICE_PARTS or kind in OPEN_DOCUMENTS:
            return _fault_in_office_file(kind, file)
        if kind in PICTURES:
            return _fault_in_picture(kind, file)
        return _fault_in_text(_read(file)) if kind in {"txt", "csv"} else "other"
    finally:
        file.seek(0)


def points_in(file: Any, formats: list[str] | None = None) -> int:
    """How many points a picture has in all its frames, UNCOUNTED if too many to look; 0 for no picture."""
    file.seek(0)
    try:
        with Image.open(file, formats=formats) as picture:
            return int(picture.width * picture.height * getattr(picture, "n_frames", 1))
    except Image.DecompressionBombError:
        return UNCOUNTED
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return 0
    finally:
        if not file.closed:
            file.seek(0)


def _fault_in_picture(kind: str, file: Any) -> Fault | None:
    points = points_in(file, [PICTURES[kind]])
    return "other" if not points else "points" if points > MOST_POINTS else None


def _fault_in_office_file(kind: str, file: Any) -> Fault | None:
    """A zip whose list of contents names the main part. Of its contents only the note on the type is unpacked."""
    if not _read(file, 4).startswith(b"PK\x03\x04"):
        return "other"
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNFOLDED:
                return "unfolds"
            if not (_is_office(kind, names) if kind in OFFICE_PARTS else _is_open_document(kind, archive)):
                return "other"
            return "macros" if any(PROGRAMS.search(name) for name in names) else None
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return "other"


def _is_office(kind: str, names: list[str]) -> bool:
    return "[Content_Types].xml" in names and any(name.startswith(OFFICE_PARTS[kind]) for name in names)


def _is_open_document(kind: str, archive: ZipFile) -> bool:
    with archive.open("mimetype") as note:
        return note.read(LARGEST_NOTE).strip() == OPEN_DOCUMENTS[kind]


def _fault_in_text(content: bytes) -> Fault | None:
    text = _decoded(content)
    if text is None or CONTROL.search(text):
        return "letters"
    return "other" if MARKUP.match(text.lstrip().encode("utf-8", "replace")) else None


def _decoded(content: bytes) -> str | None:
    """As Unicode, with or without a mark of it, else as Windows wrote in Latin America before."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read(file: Any, size: int = -1) -> bytes:
    file.seek(0)
    content = file.read(size)
    file.seek(0)
    return content
