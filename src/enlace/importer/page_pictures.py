"""The pictures of one page while it is imported: each address is looked for and stored once."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from enlace.accounts.rules import Anyone
from enlace.importer.outcome import PictureOutcome
from enlace.importer.page_reading import Block
from enlace.importer.picture_actions import store_picture
from enlace.importer.picture_files import FindPicture, PictureFile, is_remote, picture_in_address
from enlace.website.models import SiteImage


@dataclass
class PagePictures:
    find: FindPicture
    by: Anyone | None
    made: list[SiteImage] = field(default_factory=list)
    outcomes: dict[str, PictureOutcome] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)

    def image_of(self, block: Block) -> int | None:
        if block.src not in self.outcomes:
            self.outcomes[block.src] = self._take(block)
        return self.images.get(block.src)

    def _take(self, block: Block) -> PictureOutcome:
        file = picture_file(block, self.find)
        if file is None:
            return lacking(block)
        try:
            image, is_new = store_picture(file, by=self.by)
        except ValidationError as refusal:
            return PictureOutcome(shown_address(block), block.alt, "refused", " ".join(refusal.messages))
        self.images[block.src] = image.pk
        self.made += [image] if is_new else []
        return PictureOutcome(shown_address(block), block.alt, "taken")

    def remove_files(self) -> None:
        """After a rollback, which takes back the rows only."""
        for image in self.made:
            image.file.storage.delete(image.file.name)


def picture_file(block: Block, find: FindPicture) -> PictureFile | None:
    return picture_in_address(block.src) if block.src.startswith("data:") else find(block.src)


def lacking(block: Block) -> PictureOutcome:
    return PictureOutcome(shown_address(block), block.alt, "remote" if is_remote(block.src) else "missing")


def shown_address(block: Block) -> str:
    return block.src[:40] + "…" if block.src.startswith("data:") else block.src
