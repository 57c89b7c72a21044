"""A file as it came in, made ready to be kept: with a name that is taken, and without what stands before its PDF."""

import tempfile
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from django.core.files.base import File

from enlace.files.uploads import LARGEST_FILE
from enlace.library.intake.names import kept_name
from enlace.library.intake.reading import LOOKED_AT, MARK, Unreadable
from enlace.library.models import Refusal

CHUNK = 64 * 1024
WHITE = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True)
class Sum:
    size: int
    sha256: str


def sum_of(file: BinaryIO) -> Sum:
    """Of its content. Raises Unreadable where it is larger than any file that is kept."""
    digest, size = sha256(), 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > LARGEST_FILE:
            raise Unreadable(Refusal.LARGE)
        digest.update(chunk)
    file.seek(0)
    return Sum(size, digest.hexdigest())


def ready(file: BinaryIO | Any, name: str) -> File:
    """What `files.actions.add_file` takes. Raises Unreadable for what is no PDF.

    A mail or a web server may have left lines before the PDF, which the engine passes over; what is kept has none.
    """
    file.seek(0)
    head = file.read(LOOKED_AT)
    begins = head.find(MARK)
    if begins < 0:
        raise Unreadable(Refusal.NOT_PDF if head else Refusal.EMPTY)
    if head[:begins].strip(WHITE):
        file = _from(file, begins)
    file.seek(0)
    return File(getattr(file, "file", file), name=kept_name(name))


def _from(file: Any, begins: int) -> BinaryIO:
    rest: Any = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever stores it, and gone with it
    file.seek(begins)
    while chunk := file.read(CHUNK):
        rest.write(chunk)
    return rest
