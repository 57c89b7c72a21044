"""A confirmed draft becomes public to its audience, and is taken back; what was published once is never removed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.library.cataloguing.described import locked, touch
from enlace.library.cataloguing.rules import can_publish_publication, can_withdraw_publication, kept_versions
from enlace.library.models import Publication


@transaction.atomic
def publish_publication(publication: Publication, *, by: Anyone | None) -> Publication:
    """From now on its audience reads it. Raises ValidationError that says what is missing."""
    publication = locked(publication)
    require(can_publish_publication(by, publication))
    missing = missing_to_publish(publication)
    if missing:
        raise ValidationError([ValidationError(sentence, code="missing") for sentence in missing])
    moment = now()
    publication.published_at, publication.withdrawn_at = publication.published_at or moment, None
    touch(publication, "published_at", "withdrawn_at")
    after = {"audience": publication.audience, "published_at": moment.isoformat()}
    record("publish_publication", publication, by=by, after=after)
    return publication


def missing_to_publish(publication: Publication) -> list[str]:
    """Sentences that say what to do first; none where it may be published."""
    missing = []
    if publication.confirmed_at is None:
        missing.append(_("Confirm first what was proposed for it."))
    if not publication.title:
        missing.append(_("Write the title in one language at least."))
    if publication.collection_id is None:
        missing.append(_("Choose the collection in which it stands."))
    if not any(kept_versions(one) for one in publication.language_versions.all()):
        missing.append(_("Add its file in one language at least."))
    return missing


@transaction.atomic
def withdraw_publication(publication: Publication, *, by: Anyone | None) -> Publication:
    """Its audience reads it no more; its address says that it is not there. It may be published again."""
    publication = locked(publication)
    require(can_withdraw_publication(by, publication))
    publication.withdrawn_at = now()
    touch(publication, "withdrawn_at")
    record("withdraw_publication", publication, by=by, before={"audience": publication.audience})
    return publication
