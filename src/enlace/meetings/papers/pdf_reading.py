"""Whether PDFs can be read, each written anew without what runs by itself. For `core.confined`. No Django."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, PasswordError, Pdf, PdfError, StreamDecodeLevel

MOST_PAGES, MOST_OBJECTS = 5_000, 300_000
HARMLESS = (Name.URI, Name.GoTo)
"""What a link in a page may do; scripts, programs and forms stay behind."""


def main(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`papers` are pairs of a path and where the copy goes; answers `begins`, then `pages` or `fault`, for each.

    Faults are `locked`, `broken` and `large`.
    """
    for number, (source, target) in enumerate(job["papers"]):
        yield {"begins": number}
        try:
            yield {"pages": rewrite(source, target)}
        except PasswordError:
            yield {"fault": "locked"}
        except Refused as refused:
            yield {"fault": str(refused)}
        except (PdfError, ValueError, RuntimeError, OSError):
            yield {"fault": "broken"}


class Refused(Exception):
    """With a fault."""


def rewrite(source: str, target: str) -> int:
    """The number of pages. A PDF with any lock is left as it is, also where it opens without a password."""
    with pikepdf.open(source, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True) as pdf, Pdf.new() as copy:
        if pdf.is_encrypted:
            raise Refused("locked")
        if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
            raise Refused("large")
        if not len(pdf.pages):
            raise Refused("broken")
        for page in pdf.pages:
            disarm(page.obj)
        copy.pages.extend(pdf.pages)
        copy.save(
            target,
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=StreamDecodeLevel.none,
        )
        return len(copy.pages)


def disarm(page: Dictionary) -> None:
    """A link that leads somewhere stays; what would be done beside or after it does not."""
    _drop(page, "/AA")
    notes = page.get("/Annots")
    for note in notes if isinstance(notes, Array) else ():
        if not isinstance(note, Dictionary):
            continue
        _drop(note, "/AA")
        action = note.get("/A")
        if isinstance(action, Dictionary) and action.get("/S") in HARMLESS:
            _drop(action, "/Next")
        else:
            _drop(note, "/A")


def _drop(thing: Dictionary, key: str) -> None:
    if key in thing:
        del thing[key]
