"""A publication and its first file, in one step."""

from typing import Any

from enlace.accounts.rules import Anyone
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.actions import add_publication
from enlace.library.cataloguing.language_actions import add_language_version
from enlace.library.models import Publication


@atomic_with_files()
def add_publication_with_file(
    *, by: Anyone | None, language: str = "", upload: Any = None, **fields: Any
) -> Publication:
    """As `add_publication`; where a file or a language is refused there is no publication either."""
    publication = add_publication(by=by, **fields)
    if language or upload:
        add_language_version(publication, by=by, language=language, upload=upload or None)
    publication.refresh_from_db()
    return publication
