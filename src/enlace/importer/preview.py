"""What would become of files that wait, before anything is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from enlace.core.languages import Language, languages
from enlace.importer.models import PendingImport
from enlace.importer.outcome import Failed, PictureOutcome
from enlace.importer.page_import import PageReading
from enlace.importer.page_pictures import lacking, picture_file, shown_address
from enlace.importer.page_reading import Block
from enlace.importer.picture_files import FindPicture
from enlace.importer.picture_names import ENDINGS, checked_name
from enlace.importer.queries import find_translation_key, imported_pages
from enlace.importer.sources import Source, read_source, sources_uploaded
from enlace.importer.unreadable import Unreadable
from enlace.importer.wording import event_date_in_words, sentence_of
from enlace.website.models import NewsPage

PICTURES = {"." + ending for ending in ENDINGS.values()} | {".jpeg", ".svg"}
SHOWN_BLOCKS = 200


@dataclass(frozen=True)
class BodyPreview:
    language: Language
    title: str | None
    paragraphs: int
    blocks: list[Block]
    more: int
    page: NewsPage | None
    """The page that would be updated."""


@dataclass(frozen=True)
class PagePreview:
    """One page as it would come in; where it cannot, `problem` says why and the rest is empty."""

    name: str
    problem: str = ""
    reading: PageReading | None = None
    bodies: list[BodyPreview] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[PictureOutcome] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.reading.date) if self.reading and self.reading.date else None

    @property
    def is_update(self) -> bool:
        return any(body.page for body in self.bodies)


def is_picture(name: str) -> bool:
    return PurePath(name).suffix.lower() in PICTURES


def sources_of(pending: PendingImport) -> list[Source]:
    files = [(file.name, bytes(file.data)) for file in pending.files.all()]
    pictures = {name: data for name, data in files if is_picture(name)}
    return sources_uploaded([file for file in files if not is_picture(file[0])], pictures)


def page_previews(pending: PendingImport) -> Iterator[PagePreview]:
    for source in sources_of(pending):
        for name, reading in read_source(source):
            if isinstance(reading, Failed):
                yield PagePreview(name, reading.reason)
            elif isinstance(reading, Unreadable):
                yield PagePreview(name, sentence_of(reading))
            else:
                yield _preview(name, reading, source.pictures)


def _preview(name: str, reading: PageReading, find: FindPicture) -> PagePreview:
    pages = imported_pages(find_translation_key(reading))
    names = {one.code: one for one in languages()}
    images = {block.src: block for body in reading.bodies.values() for block in body.blocks if block.kind == "image"}
    return PagePreview(
        name,
        reading=reading,
        bodies=[
            BodyPreview(
                names.get(language, Language(language, language)),
                body.title,
                body.paragraphs,
                body.blocks[:SHOWN_BLOCKS],
                max(0, len(body.blocks) - SHOWN_BLOCKS),
                pages.get(language),
            )
            for language, body in reading.bodies.items()
        ],
        dates=[(event_date_in_words(told), told.evidence) for told in reading.event_dates],
        dropped=[(gettext(reason), text) for text, reason in reading.dropped],
        pictures=[_picture(block, find) for block in images.values()],
    )


def _picture(block: Block, find: FindPicture) -> PictureOutcome:
    file = picture_file(block, find)
    if file is None:
        return lacking(block)
    try:
        checked_name(file)
    except ValidationError as refusal:
        return PictureOutcome(shown_address(block), block.alt, "refused", " ".join(refusal.messages))
    return PictureOutcome(shown_address(block), block.alt, "taken")
