"""Every file of a folder and of those within, in the order of their names; links that lead out are not followed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.library.intake import outcomes
from enlace.library.intake.actions import ingest_file
from enlace.library.intake.outcomes import Outcome
from enlace.library.models import Collection


@dataclass(frozen=True)
class Found:
    """`name` is the path within the folder, as JSON can write it back to the byte."""

    path: Path
    name: str


def files_in(folder: Path) -> list[Found]:
    """Raises OSError where the folder itself cannot be read."""
    os.scandir(folder).close()
    found = []
    for place, _folders, names in os.walk(folder, followlinks=False):
        within = Path(place)
        found += [Found(within / name, (within / name).relative_to(folder).as_posix()) for name in names]
    return sorted(found, key=lambda one: one.name)


def ingest_files(
    files: Iterator[Found] | list[Found], folder: Path, *, by: Anyone | None, collection: Collection | None
) -> Iterator[Outcome]:
    """One after the other; what cannot even be opened is refused too."""
    home = folder.resolve()
    for one in files:
        reason = _fault(one.path, home)
        if reason:
            yield Outcome(one.name, "refused", reason)
            continue
        try:
            yield ingest_file(one.path, by=by, name=one.name, collection=collection)
        except OSError as problem:
            yield outcomes.Outcome(one.name, "refused", _cannot_open(problem))


def _fault(path: Path, home: Path) -> str:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(home):
            return _("It is a link that leads out of the folder.")
        return "" if path.is_file() else _("It is no file.")
    except (OSError, RuntimeError) as problem:
        return _cannot_open(problem)


def _cannot_open(problem: Exception) -> str:
    return _("It cannot be opened: %(problem)s.") % {"problem": getattr(problem, "strerror", None) or problem}
