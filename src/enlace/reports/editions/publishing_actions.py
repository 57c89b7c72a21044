"""An edition becomes public: its page, its item in the library, and a draft of the news that tells it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.actions import add_publication, change_publication
from enlace.library.cataloguing.language_actions import add_file_version, add_language_version
from enlace.library.cataloguing.publishing_actions import publish_publication
from enlace.library.models import Collection, Publication, PublicationKind
from enlace.network.audiences import Audience
from enlace.reports.editions.announcing import announce
from enlace.reports.editions.rules import can_publish_edition
from enlace.reports.models import EditionText, Report, ReportEdition
from enlace.reports.planning.locking import locked


@atomic_with_files()
def publish_edition(
    edition: ReportEdition, *, by: Anyone | None, collection: Collection | None = None, news: bool = True
) -> ReportEdition:
    """Everybody reads it from now on; a review ends, since there is nothing left to review.

    Its PDFs stand in the library, as new versions where an earlier edition stands there. `collection` may be left out
    where the report is in the library already. `news`: a draft is made in each of its languages. Raises ValidationError
    at `collection`.
    """
    report = locked(edition.report)
    edition = ReportEdition.objects.select_for_update().get(pk=edition.pk)
    require(can_publish_edition(by, edition))
    if report.publication is None and collection is None:
        raise ValidationError({"collection": _("Choose the collection of the library in which it stands.")})
    edition.published_at = now()
    edition.save(update_fields=["published_at"])
    texts = list(edition.texts.select_related("pdf"))
    report.publication = _filed(report, edition, texts, collection, by=by)
    report.review_asked_at = report.review_until = None
    report.save(update_fields=["publication", "review_asked_at", "review_until"])
    record("publish_edition", report, by=by, after={"edition": edition.number, "publication": report.publication.pk})
    if news:
        announce(edition, texts, by=by)
    return edition


def _filed(
    report: Report,
    edition: ReportEdition,
    texts: list[EditionText],
    collection: Collection | None,
    *,
    by: Anyone | None,
) -> Publication:
    title = Texts({text.language: text.title for text in texts})
    illustrative = any(text.document().mark for text in texts)
    fields: dict[str, Any] = {"title": title, "issued": today().isoformat(), "illustrative": illustrative}
    publication = report.publication
    if publication is None:
        publication = add_publication(
            by=by, kind=PublicationKind.REPORT, audience=Audience.PUBLIC, collection=collection, **fields
        )
    else:
        publication = change_publication(publication, by=by, **fields)
    there = {one.language: one for one in publication.language_versions.all()}
    for text in texts:
        with text.pdf.content.open("rb") as file:
            upload = ContentFile(file.read(), name=text.pdf.name)
        if text.language in there:
            add_file_version(there[text.language], upload, by=by)
        else:
            add_language_version(publication, by=by, language=text.language, upload=upload)
    publication.refresh_from_db()
    return publication if publication.is_published else publish_publication(publication, by=by)
