"""Many pages at once: each is a matter of its own, and what one links to another is joined at the end."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.rules import Anyone
from enlace.importer.actions import NotImported, import_page
from enlace.importer.outcome import Failed, Imported
from enlace.importer.page_import import PageReading
from enlace.importer.picture_files import FindPicture
from enlace.importer.queries import page_of_address
from enlace.importer.sources import Source, broken, read_source
from enlace.importer.unreadable import Unreadable
from enlace.importer.wording import sentence_of


def import_sources(
    sources: Iterable[Source], *, by: Anyone | None, publish: bool = False, overwrite: bool = False
) -> Iterator[Imported | Failed]:
    """One outcome after the other, for each page of each source; what fails stops none of the rest."""
    done: list[tuple[Imported, FindPicture]] = []
    for source in sources:
        for name, reading in read_source(source):
            outcome = _import_one(name, reading, source.pictures, by=by, publish=publish, overwrite=overwrite)
            if isinstance(outcome, Imported):
                done.append((outcome, source.pictures))
            yield outcome
    for outcome, pictures in done:
        if any(page_of_address(address, outcome.reading.languages[0]) for address in outcome.links_elsewhere):
            again = _import_one(outcome.name, outcome.reading, pictures, by=by, publish=publish, overwrite=False)
            if isinstance(again, Imported):
                outcome.links_to_check = again.links_to_check


def _import_one(
    name: str,
    reading: PageReading | Unreadable | Failed,
    pictures: FindPicture,
    *,
    by: Anyone | None,
    publish: bool,
    overwrite: bool,
) -> Imported | Failed:
    if isinstance(reading, Failed):
        return reading
    if isinstance(reading, Unreadable):
        return Failed(name, sentence_of(reading))
    try:
        imported = import_page(reading, by=by, publish=publish, overwrite=overwrite, pictures=pictures)
    except PermissionDenied:
        raise
    except (NotImported, ValidationError) as problem:
        return Failed(name, " ".join(problem.messages if isinstance(problem, ValidationError) else [str(problem)]))
    except Exception as problem:
        return broken(name, problem)
    imported.name = name
    return imported
