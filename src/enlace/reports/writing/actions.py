"""What people write in a section of a report, and the photos that stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.reports.models import ReportSection, SectionPhoto
from enlace.reports.planning.rules import can_change_report
from enlace.reports.writing.rich_text import words_in
from enlace.website.models import SiteImage

LONGEST = 200_000
"""Letters of one language of a section, with its markup."""


@dataclass(frozen=True)
class WrittenPhoto:
    image: SiteImage
    alternative: Texts
    caption: Texts


class WrittenMeanwhile(ValidationError):
    """Somebody else has changed the section since the writer opened it."""


@transaction.atomic
def write_report_section(
    section: ReportSection,
    *,
    by: Anyone | None,
    texts: Texts,
    photos: Iterable[WrittenPhoto] = (),
    title: Texts | None = None,
    revision: int | None = None,
) -> ReportSection:
    """Its texts as rich text of the CMS, and its photos in their order; the title of one of its own too.

    Raises WrittenMeanwhile where `revision` is no longer the one that stands, and ValidationError by field.
    """
    section = ReportSection.objects.select_for_update().get(pk=section.pk)
    require(can_change_report(by, section.report))
    if revision is not None and revision != section.revision:
        raise WrittenMeanwhile(
            _("Somebody else has changed this section since you opened it. Read what stands there now, then save.")
        )
    shown = list(photos)
    _check(section, texts, title, shown)
    section.texts = Texts({code: text for code, text in texts.items() if words_in(text)})
    section.title = title if title is not None and section.title else section.title
    section.revision += 1
    section.save(update_fields=["texts", "title", "revision"])
    section.photos.all().delete()
    SectionPhoto.objects.bulk_create(
        SectionPhoto(section=section, image=one.image, alternative=one.alternative, caption=one.caption)
        for one in shown
    )
    words = {code: words_in(text) for code, text in section.texts.items()}
    after = {"section": section.name, "words": words, "photos": [one.image.pk for one in shown]}
    record("write_report_section", section.report, by=by, after=after)
    return section


def _check(section: ReportSection, texts: Texts, title: Texts | None, photos: Iterable[WrittenPhoto]) -> None:
    if any(len(text) > LONGEST for text in texts.values()):
        raise ValidationError(_("This text is too long for one section. Make two sections of it."))
    if section.title and title is not None and not title:
        raise ValidationError({"title": _("Give the section a title in one language at least.")})
    for one in photos:
        if not one.image.credit:
            sentence = _("The image “%(title)s” names nobody who took it. Write its credit under Images first.")
            raise ValidationError(sentence % {"title": one.image.title})
        if not one.alternative:
            sentence = _("Say what the image “%(title)s” shows: some readers hear the report.")
            raise ValidationError(sentence % {"title": one.image.title})
