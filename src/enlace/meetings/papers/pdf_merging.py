"""One PDF of many, with bookmarks. Its pages come from `pdf_reading`. For `core.confined`. No Django.

qpdf's own job copies contents from file to file, where adding pages one by one would hold all of them in memory.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Job, Name, OutlineItem, String


def main(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Writes `target` of `parts`, which are paths, the cover first; answers `pages`.

    `bookmarks` are `[title, part or None, [bookmarks beneath]]`.
    """
    starts, pages = [], 0
    for path in job["parts"]:
        starts.append(pages)
        with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as part:
            pages += len(part.pages)
    merging = Job(
        {
            "empty": "",
            "outputFile": job["target"],
            "pages": [{"file": path, "range": "1-z"} for path in job["parts"]],
            "keepFilesOpen": "n",
            "objectStreams": "generate",
            "decodeLevel": "none",
        }
    )
    with merging.create_pdf() as whole:
        with whole.open_outline() as outline:
            outline.root.extend(_items(job["bookmarks"], starts))
        whole.docinfo[Name.Title] = String(job["title"])
        whole.Root.Lang = String(job["language"])
        whole.Root.PageMode = Name.UseOutlines
        whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        merging.write_pdf(whole)
        yield {"pages": len(whole.pages)}


def _items(bookmarks: list[Any], starts: list[int]) -> list[OutlineItem]:
    """One without a part of its own leads to where the first beneath it leads."""
    found = []
    for title, part, beneath in bookmarks:
        item = OutlineItem(title, starts[_first(part, beneath)], "FitH", top=10_000)
        item.children.extend(_items(beneath, starts))
        found.append(item)
    return found


def _first(part: int | None, beneath: list[Any]) -> int:
    return part if part is not None else _first(beneath[0][1], beneath[0][2])
