"""The draft of a report: what the record says today, with what people wrote of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.texts import Texts
from enlace.reports.document.blocks import Document, Photo, Pictures, Words
from enlace.reports.document.outline import Planned, compose
from enlace.reports.document.page import inlined
from enlace.reports.kinds import kind_of
from enlace.reports.models import Report, ReportSection, SectionPhoto
from enlace.reports.writing.rich_text import blocks_of

LARGEST = 1600
"""Of a photo's sides, in points."""
QUALITY = 82


@dataclass(frozen=True)
class Drafted:
    document: Document
    pictures: Pictures

    def addresses(self) -> dict[str, str]:
        """Of its photos, by name: they stand in the page itself, for nothing of a draft has an address."""
        return inlined(self.pictures)


@dataclass(frozen=True)
class Written:
    """A section as it stands, or as somebody is writing it; its photos may not be saved yet."""

    name: str
    title: Texts
    texts: Texts
    photos: Sequence[SectionPhoto]


def draft_of(report: Report, sections: Iterable[Written] | None = None, *, mark: str | None = None) -> Drafted:
    """In the active language, of `sections` instead of those that are kept where given. Its mark says that it is one.

    A number of queries that grows with its sections no more than with the records.
    """
    planned, pictures = [], {}
    for section in sections if sections is not None else written_sections(report):
        photos = list(_photos(section))
        planned.append(_planned(section, [photo for photo, _content in photos]))
        pictures.update({photo.name: content for photo, content in photos})
    document = compose(kind_of(report), report.subject, planned, mark=_("Draft") if mark is None else mark)
    return Drafted(document, pictures)


def shown_sections(report: Report) -> list[ReportSection]:
    return list(report.sections.filter(left_out=False).prefetch_related("photos__image"))


def written_sections(report: Report) -> list[Written]:
    return [Written(one.name, one.title, one.texts, list(one.photos.all())) for one in shown_sections(report)]


def _planned(section: Written, photos: Iterable[Photo]) -> Planned:
    text = section.texts.in_language()
    written = blocks_of(text.text, site=settings.BASE_URL, language=text.language if text.fallback else "")
    return Planned(section.name, str(section.title.in_language()), (*written, *photos))


def _photos(section: Written) -> Iterator[tuple[Photo, bytes]]:
    for number, one in enumerate(section.photos, 1):
        content, (width, height) = printable(one)
        caption = one.caption.in_language()
        words = Words(caption.text, caption.language if caption.language != current_language() else "")
        name = f"{section.name}-{number}.jpg"
        yield Photo(name, str(one.alternative), one.image.credit, words, width, height), content


def printable(photo: SectionPhoto) -> tuple[bytes, tuple[int, int]]:
    """As JPEG no larger than LARGEST, upright and without what a camera wrote into it; and its width and height."""
    rendition = photo.image.get_rendition(f"max-{LARGEST}x{LARGEST}|format-jpeg|jpegquality-{QUALITY}")
    with rendition.file.open("rb") as file:
        return file.read(), (rendition.width, rendition.height)
