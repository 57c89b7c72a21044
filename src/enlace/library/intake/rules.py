"""Who takes files into the library: the secretariat, and the command line."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.files.models import Version
from enlace.library.models import IngestedFile, LanguageVersion
from enlace.network.parties import SECRETARIAT

INTAKE = (SECRETARIAT, COMMAND_LINE)


@allows(*INTAKE, does=_("Take files into the library"))
def can_ingest_file(user: Anyone | None) -> bool:
    return True


@allows(
    *INTAKE,
    does=_("Have the text of a publication's file read"),
    condition=_("the file belongs to a publication and was not erased"),
)
def can_read_version(user: Anyone | None, version: Version) -> bool:
    return isinstance(version.file.owner, LanguageVersion) and not version.is_erased


@allows(*INTAKE, does=_("Give the file to a file that came in"), condition=_("it waits to be read"))
def can_change_ingested_file(user: Anyone | None, ingested_file: IngestedFile) -> bool:
    return ingested_file.read_at is None


@allows(*INTAKE, does=_("Erase the file of what came in, before it was read"))
def can_erase_ingested_file(user: Anyone | None, ingested_file: IngestedFile) -> bool:
    return True


@allows(
    *INTAKE,
    does=_("Take a file that came in off the list"),
    condition=_("no publication waits to be confirmed because of it"),
)
def can_remove_ingested_file(user: Anyone | None, ingested_file: IngestedFile) -> bool:
    publication = ingested_file.publication
    return publication is None or publication.confirmed_at is not None
