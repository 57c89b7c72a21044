from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from enlace.accounts.rules import Anyone
from enlace.files.forms import UploadForm
from enlace.files.models import File, FileQuerySet, Version
from enlace.files.rules import can_add_file, can_erase_file


@dataclass(frozen=True)
class ShownFile:
    """`current` is the newest version that was not erased, if any; `before` holds the others, newest first."""

    file: File
    current: Version | None
    before: list[Version]
    may_erase: bool


@dataclass(frozen=True)
class OwnedFiles:
    """What `files/versions.html` shows of the record that owns them; `add_address` takes a further file."""

    files: list[ShownFile]
    may_change: bool
    add_address: str
    form: UploadForm


def files_of(owner: Any) -> FileQuerySet:
    """In the order in which they were added."""
    return File.objects.of(type(owner), [owner.pk]).order_by("pk")


def owned_files(owner: Any, reader: Anyone, add_address: str) -> OwnedFiles:
    """Of an owner that the reader may see."""
    files = list(files_of(owner).prefetch_related("versions"))
    for file in files:
        file.owner = owner
    return OwnedFiles(
        [shown_file(file, file.versions.all(), reader) for file in files],
        can_add_file(reader, owner),
        add_address,
        UploadForm(),
    )


def shown_file(file: File, versions: Iterable[Version], reader: Anyone) -> ShownFile:
    newest_first = sorted(versions, key=lambda version: -version.number)
    current = next((version for version in newest_first if not version.is_erased), None)
    before = [version for version in newest_first if version is not current]
    return ShownFile(file, current, before, current is not None and can_erase_file(reader, file))
