"""The files of language versions, and what was read in them."""

from collections.abc import Iterable

from enlace.accounts.rules import Anyone
from enlace.files.actions import erase_file
from enlace.files.queries import files_of
from enlace.files.storing import remove_after_commit
from enlace.library.models import LanguageVersion, Reading
from enlace.library.models.language_versions import ReadingQuerySet


def erase_files(language_versions: Iterable[LanguageVersion], *, by: Anyone | None) -> None:
    """Their contents, the text and the cover that were read in them; for actions that have asked their own rule."""
    for language_version in language_versions:
        forget_readings(Reading.objects.filter(version__file__in=files_of(language_version)))
        for file in files_of(language_version):
            erase_file(file, by=by)


def forget_readings(readings: ReadingQuerySet) -> int:
    """Text of the pages and covers, the pictures once the transaction is over. How many readings there were."""
    covers = [name for name in readings.values_list("cover", flat=True) if name]
    count = readings.count()
    readings.delete()
    for name in covers:
        remove_after_commit(name)
    return count
