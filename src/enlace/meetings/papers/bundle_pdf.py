"""Papers as one PDF: a cover with the contents, then all that can be read, with bookmarks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from enlace.core.confined import Limits, TooMuch, confined
from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.typesetting import typeset
from enlace.files.kinds import extension
from enlace.meetings.models import Meeting
from enlace.meetings.papers.cover import cover_data
from enlace.meetings.papers.queries import Piece

READING, MERGING = "enlace.meetings.papers.pdf_reading", "enlace.meetings.papers.pdf_merging"
READING_LIMITS = Limits(megabytes=768, processor=120, silence=30, all=600)
MERGING_LIMITS = Limits(megabytes=768, processor=300, silence=600, all=600)
COVER = Path(__file__).parent / "typst" / "cover.typ"


@dataclass(frozen=True)
class LeftOut:
    """Why is a word: `kind`, `locked`, `broken`, `large`."""

    piece: Piece
    why: str


def write_pdf(
    target: Path, folder: Path, meeting: Meeting, found: list[Piece], told: Callable[[int], None], at: datetime
) -> list[LeftOut]:
    """Lays the PDF at `target`, working in `folder`; `told` hears how many were read.

    Raises TooMuch where all together are too much. What is left out is named on the cover.
    """
    sources = [Path(piece.edition.version.content.path) for piece in found]
    pages = readable(
        [
            path if extension(piece.edition.version.name) == "pdf" else None
            for piece, path in zip(found, sources, strict=True)
        ],
        folder,
        told,
    )
    kept = [(number, piece) for number, piece in enumerate(found) if isinstance(pages[number], int)]
    left = [
        LeftOut(piece, str(pages[number])) for number, piece in enumerate(found) if not isinstance(pages[number], int)
    ]
    title = str(meeting.title.in_language())
    lengths = [int(pages[number]) for number, _piece in kept]
    cover = folder / "cover.pdf"
    data = cover_data(meeting, [piece for _number, piece in kept], lengths, [(one.piece, one.why) for one in left], at)
    cover.write_bytes(typeset(COVER, data, language=current_language(), title=title, at=at))
    job = {
        "parts": [str(cover), *(str(copy_of(folder, number)) for number, _piece in kept)],
        "bookmarks": bookmarks([piece for _number, piece in kept]),
        "title": title,
        "language": current_language(),
        "target": str(target),
    }
    list(confined(MERGING, job, MERGING_LIMITS, folder))
    return left


def copy_of(folder: Path, number: int) -> Path:
    return folder / f"{number}.pdf"


def readable(sources: list[Path | None], folder: Path, told: Callable[[int], None]) -> list[int | str]:
    """The number of pages of each, or why it is left out; one that breaks the reading does not keep the others back."""
    found: dict[int, int | str] = {number: "kind" for number, path in enumerate(sources) if path is None}
    waiting = [number for number, path in enumerate(sources) if path is not None]
    while waiting:
        job = {"papers": [[str(sources[number]), str(copy_of(folder, number))] for number in waiting]}
        current = waiting[0]
        try:
            for answer in confined(READING, job, READING_LIMITS, folder):
                if "begins" in answer:
                    current = waiting[answer["begins"]]
                else:
                    found[current] = answer["pages"] if "pages" in answer else answer["fault"]
                    told(len(found))
        except TooMuch:
            found.setdefault(current, "broken")
        waiting = [number for number in waiting if number not in found]
    return [found[number] for number in range(len(sources))]


def bookmarks(kept: list[Piece]) -> list[Any]:
    """Days, sessions, papers; the cover is part 0."""
    found: list[Any] = [[_("Contents"), 0, []]]
    numbered = enumerate(kept, 1)
    for day, of_day in groupby(numbered, key=lambda one: one[1].heading.day):
        sessions = [
            [str(heading.title), None, [[str(piece.paper.title.in_language()), number, []] for number, piece in papers]]
            for heading, papers in groupby(of_day, key=lambda one: one[1].heading)
        ]
        found.append([date_in_words(day, current_language()), None, sessions])
    return found
