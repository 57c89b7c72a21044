"""What is to be imported, one source after the other, and what each was found to hold."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from enlace.core.languages import language_codes
from enlace.importer.outcome import Failed
from enlace.importer.page_files import Pages, read_data, read_file
from enlace.importer.page_import import PageReading
from enlace.importer.picture_files import FindPicture, pictures_among, pictures_beside
from enlace.importer.unreadable import Unreadable

logger = logging.getLogger(__name__)

type Found = list[tuple[str, PageReading | Unreadable | Failed]]
type Read = Callable[[], Pages | Found]


@dataclass(frozen=True)
class Source:
    """A file to import: `read` gives its pages, `pictures` what was saved along with it."""

    name: str
    read: Read
    pictures: FindPicture


def source_in_folder(path: Path, folder: Path | None = None) -> Source:
    name = path.relative_to(folder).as_posix() if folder else path.name
    return Source(name, partial(read_file, path, name, language_codes()), pictures_beside(path, folder))


def sources_in_export(path: Path) -> list[Source]:
    """Each row as a source of its own, so that their number is known before the first is imported."""
    whole = source_in_folder(path)
    return [Source(name, partial(list, [(name, found)]), whole.pictures) for name, found in read_source(whole)]


def sources_uploaded(pages: Iterable[tuple[str, bytes]], others: dict[str, bytes]) -> list[Source]:
    find = pictures_among(others)
    return [Source(name, partial(read_data, data, name, language_codes()), find) for name, data in pages]


def read_source(source: Source) -> Found:
    try:
        return [*source.read()]
    except Unreadable as problem:
        return [(source.name, problem)]
    except OSError as problem:
        sentence = _("%(name)s cannot be read: %(problem)s.")
        return [(source.name, Failed(source.name, sentence % {"name": source.name, "problem": problem.strerror}))]
    except Exception as problem:
        return [(source.name, broken(source.name, problem))]


def broken(name: str, problem: Exception) -> Failed:
    """An error of the program's own: told in a sentence, and where it happened to those who keep a log."""
    logger.info("The import of %s broke", name, exc_info=problem)
    sentence = _("An error of the program stopped the import of %(name)s (%(kind)s). Nothing of it was kept.")
    return Failed(name, sentence % {"name": name, "kind": type(problem).__name__})
