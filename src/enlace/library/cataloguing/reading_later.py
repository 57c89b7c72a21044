"""What was added by hand is read in the background, as what came in by the folder is."""

from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.library.intake.tasks import read_version_later
from enlace.library.models import LanguageVersion


def read_later(language_version: LanguageVersion | None) -> None:
    """Its newest version; nothing where it has none. Called once the transaction is over."""
    if language_version is None:
        return
    newest = Version.objects.kept().filter(file__in=files_of(language_version)).order_by("-number").first()
    if newest is not None:
        read_version_later.enqueue(newest.pk)
