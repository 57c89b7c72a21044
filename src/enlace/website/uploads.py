"""What may come in as an image or a document: a file that is what its name says, and runs nothing.

Asked by the models when a new file is set, so that every form and every import passes here.
"""

import re
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from enlace.website.svg_safety import is_safe_svg

LARGEST_SVG = 2 * 1024 * 1024
LARGEST_NOTE = 100
OFFICE_PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)


def check_image(file: Any) -> None:
    """Raises ValidationError for what is no image, is larger than this machine should open, or carries a program."""
    if extension(file.name) == "svg":
        _check_svg(file)
        return
    try:
        with Image.open(file) as picture:
            points = picture.width * picture.height * getattr(picture, "n_frames", 1)
    except Image.DecompressionBombError:
        points = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS + 1
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _refused(_("This file is not an image that can be read.")) from None
    finally:
        if not file.closed:
            file.seek(0)
    if points > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _refused(
            _("This image is too large to be opened safely: at most %(limit)d million pixels are taken."),
            limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        )


def _check_svg(file: Any) -> None:
    if file.size > LARGEST_SVG or not is_safe_svg(_read(file)):
        raise _refused(
            _(
                "This SVG image carries a program, calls another address or is not well formed. "
                "Save it as plain shapes, or as PNG."
            )
        )


def check_document(file: Any) -> None:
    """Raises ValidationError where the bytes are not what the ending of the name promises."""
    kind = extension(file.name)
    if kind not in settings.WAGTAILDOCS_EXTENSIONS or not _holds(kind, file):
        raise _refused(
            _("This file is not what its name says: it holds no %(kind)s that can be read."), kind=kind.upper()
        )


def extension(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def _holds(kind: str, file: Any) -> bool:
    try:
        if kind == "pdf":
            return _read(file, 1024).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-")
        if kind in OFFICE_PARTS or kind in OPEN_DOCUMENTS:
            return _is_office_file(kind, file)
        return _is_plain_text(_read(file))
    finally:
        file.seek(0)


def _is_office_file(kind: str, file: Any) -> bool:
    """A zip whose list of contents names the main part. Of its contents only the note on the type is unpacked."""
    if not _read(file, 4).startswith(b"PK\x03\x04"):
        return False
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            if kind in OFFICE_PARTS:
                whole = "[Content_Types].xml" in names and any(name.startswith(OFFICE_PARTS[kind]) for name in names)
                return whole and not any(name.endswith("vbaProject.bin") for name in names)
            with archive.open("mimetype") as note:
                return note.read(LARGEST_NOTE).strip() == OPEN_DOCUMENTS[kind]
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False


def _is_plain_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not MARKUP.match(content[2:].replace(b"\x00", b"").lstrip())
    return b"\x00" not in content and not MARKUP.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())


def _read(file: Any, size: int = -1) -> bytes:
    file.seek(0)
    content = file.read(size)
    file.seek(0)
    return content


def _refused(sentence: Any, **params: Any) -> ValidationError:
    return ValidationError({"file": ValidationError(sentence, code="refused_file", params=params)})
