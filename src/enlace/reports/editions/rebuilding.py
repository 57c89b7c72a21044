"""An edition set again from what was kept of it: the same engine gives the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from enlace.files.models import Version
from enlace.reports.document.blocks import Pictures
from enlace.reports.document.printed import printed
from enlace.reports.editions.engine import engine, sum_of
from enlace.reports.models import EditionText


@dataclass(frozen=True)
class Rebuilt:
    """`same`: the bytes are those that were kept. `changed` names the parts of the engine that are others since."""

    text: EditionText
    content: bytes
    same: bool
    intact: bool
    changed: tuple[str, ...]


def rebuilt(text: EditionText) -> Rebuilt:
    """`intact`: the data that were kept are those of which the edition was made. Raises ValueError where it is not
    frozen."""
    frozen_at = text.edition.frozen_at
    if frozen_at is None:
        raise ValueError(f"{text.edition} is not frozen.")
    content = printed(text.document(), pictures_of(text), at=frozen_at)
    now = engine()
    return Rebuilt(
        text=text,
        content=content,
        same=sum_of(content) == text.pdf.sha256,
        intact=sum_of(text.data.encode()) == text.sha256,
        changed=tuple(part for part in now if text.edition.engine.get(part) != now[part]),
    )


def rebuilt_all() -> Iterator[Rebuilt]:
    for text in EditionText.objects.select_related("edition__report", "pdf").order_by("edition", "pk"):
        yield rebuilt(text)


def pictures_of(text: EditionText) -> Pictures:
    """The photos of an edition as they were kept."""
    found = {}
    versions = Version.objects.in_bulk(text.photos.values())
    for name, pk in text.photos.items():
        with versions[pk].content.open("rb") as file:
            found[name] = file.read()
    return found
