"""Who catalogues the library: the secretariat, and the command line."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.library.models import Collection, LanguageVersion, Publication
from enlace.network.parties import SECRETARIAT

CATALOGUERS = (SECRETARIAT, COMMAND_LINE)


def kept_versions(language_version: LanguageVersion) -> int:
    """How many versions of its file there are that nobody erased."""
    return Version.objects.kept().filter(file__in=files_of(language_version)).count()


def _is_spare(language_version: LanguageVersion) -> bool:
    """Whether a reader still finds a file where this language is gone, or no reader is there yet."""
    publication = language_version.publication
    others = publication.language_versions.exclude(pk=language_version.pk)
    return not publication.is_published or any(kept_versions(other) for other in others)


@allows(*CATALOGUERS, does=_("Add a collection to the library"))
def can_add_collection(user: Anyone | None) -> bool:
    return True


@allows(*CATALOGUERS, does=_("Change a collection of the library"))
def can_change_collection(user: Anyone | None, collection: Collection) -> bool:
    return True


@allows(*CATALOGUERS, does=_("Remove an empty collection of the library"))
def can_remove_collection(user: Anyone | None, collection: Collection) -> bool:
    return True


@allows(*CATALOGUERS, does=_("Add a publication to the library"))
def can_add_publication(user: Anyone | None) -> bool:
    return True


@allows(*CATALOGUERS, does=_("Change what is said of a publication"))
def can_change_publication(user: Anyone | None, publication: Publication) -> bool:
    return True


@allows(
    *CATALOGUERS,
    does=_("Confirm what was proposed for a publication"),
    condition=_("nobody has confirmed it yet"),
)
def can_confirm_publication(user: Anyone | None, publication: Publication) -> bool:
    return publication.confirmed_at is None


@allows(
    *CATALOGUERS,
    does=_("Publish a publication to its audience"),
    condition=_("it is a draft, or was withdrawn"),
)
def can_publish_publication(user: Anyone | None, publication: Publication) -> bool:
    return not publication.is_published


@allows(*CATALOGUERS, does=_("Withdraw a publication"), condition=_("it is published"))
def can_withdraw_publication(user: Anyone | None, publication: Publication) -> bool:
    return publication.is_published


@allows(*CATALOGUERS, does=_("Remove a publication with its files"), condition=_("it was never published"))
def can_remove_publication(user: Anyone | None, publication: Publication) -> bool:
    return publication.published_at is None


@allows(*CATALOGUERS, does=_("Add a language to a publication"))
def can_add_language_version(user: Anyone | None, publication: Publication) -> bool:
    return True


@allows(*CATALOGUERS, does=_("Change a language version: its language and its file"))
def can_change_language_version(user: Anyone | None, language_version: LanguageVersion) -> bool:
    return True


@allows(
    *CATALOGUERS,
    does=_("Remove a language version with its file"),
    condition=_("it is not the last of what is published"),
)
def can_remove_language_version(user: Anyone | None, language_version: LanguageVersion) -> bool:
    return _is_spare(language_version)


@allows(
    *CATALOGUERS,
    does=_("Erase a version of the file of a publication"),
    condition=_("it is not the last of what is published"),
)
def can_erase_language_file(user: Anyone | None, language_version: LanguageVersion) -> bool:
    return kept_versions(language_version) > 1 or _is_spare(language_version)


@allows(
    *CATALOGUERS,
    does=_("Join a draft to another publication, as a further language or version of it"),
    condition=_("it was never published"),
)
def can_join_publications(user: Anyone | None, draft: Publication) -> bool:
    return draft.published_at is None
