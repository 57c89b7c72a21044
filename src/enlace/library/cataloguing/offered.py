"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.files.owners import FileOwner
from enlace.library.cataloguing.due import due_confirmations
from enlace.library.cataloguing.first_collections import load_first_collections
from enlace.library.cataloguing.rules import can_change_language_version, can_erase_language_file
from enlace.library.cataloguing.upkeep import settle_files
from enlace.library.models import LanguageVersion
from enlace.library.public.shown_languages import is_taken_home


def publication_files() -> FileOwner:
    return FileOwner(LanguageVersion, can_change_language_version, can_erase_language_file, is_taken_home)


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("file_owner", publication_files, 30),
    ("prepare", load_first_collections, 40),
    ("due", due_confirmations, 40),
    ("tick", settle_files, 50),
)
