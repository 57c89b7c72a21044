"""One body of a reading as the fields of a news page. What the page does not tell is left out, never made up."""

import datetime
import html
from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.utils.text import Truncator
from django.utils.translation import gettext, override

from enlace.core.dates import date_in_words
from enlace.importer.event_dates import EventDate
from enlace.importer.language_runs import language_of
from enlace.importer.page_import import PageReading
from enlace.importer.page_reading import Block
from enlace.importer.pieces import Reason
from enlace.importer.rich_text import rich_text
from enlace.website.embeds import embed_address
from enlace.website.untitled import placeholder_title

FIELDS = ("title", "date", "summary", "body", "facts")
LONGEST_TITLE, LONGEST_SUMMARY = 255, 400

type ImageOf = Callable[[Block], int | None]
type PageOf = Callable[[str], int | None]


def page_fields(reading: PageReading, language: str, *, image_of: ImageOf, page_of: PageOf) -> dict[str, Any]:
    """Some of FIELDS: the date only where the page shows one. `image_of` and `page_of` know what stands on our side."""
    body = reading.bodies[language]
    fields: dict[str, Any] = {
        "title": Truncator(body.title or placeholder_title(language)).chars(LONGEST_TITLE),
        "summary": _summary(reading, language),
        "body": body_blocks(body.blocks, image_of=image_of, page_of=page_of),
        "facts": fact_blocks(reading.event_dates, language),
    }
    return fields | ({"date": datetime.date.fromisoformat(reading.date)} if reading.date else {})


def body_blocks(blocks: list[Block], *, image_of: ImageOf, page_of: PageOf) -> list[dict[str, Any]]:
    """Raw blocks of a page's body; neighbouring paragraphs and lists are one text."""
    found: list[dict[str, Any]] = []
    for is_text, group in groupby(map(_video_as_link, blocks), key=lambda block: block.kind in {"paragraph", "list"}):
        if is_text:
            found.append(_raw("paragraph", rich_text(group, page_of)))
        else:
            found += [raw for block in group if (raw := _block(block, image_of)) is not None]
    return found


def fact_blocks(dates: list[EventDate], language: str) -> list[dict[str, Any]]:
    """When it was, where the text tells one date with its year: of several, which is the event's is not known."""
    known = [date for date in dates if date.year is not None]
    if len(known) != 1:
        return []
    start, end = (datetime.date.fromisoformat(day) for day in (known[0].start, known[0].end))
    with override(language):
        return [_raw("fact", {"label": gettext("When"), "value": date_in_words(start, language, end=end)})]


def missing_descriptions(blocks: list[dict[str, Any]]) -> int:
    """How many pictures and videos among raw blocks have no words for those who do not see them."""
    pictures = [block["value"]["image"] for block in blocks if block["type"] == "picture"]
    videos = [block["value"] for block in blocks if block["type"] == "embed"]
    unsaid = [one for one in pictures if not one.get("decorative") and not (one.get("alt_text") or "").strip()]
    return len(unsaid) + sum(not (one.get("title") or "").strip() for one in videos)


def _summary(reading: PageReading, language: str) -> str:
    """An export may give one; it belongs to the body whose language it is in."""
    told = [text for text, reason in reading.dropped if reason == Reason.SUMMARY.value]
    alone = len(reading.bodies) == 1
    fitting = [text for text in told if len(text) <= LONGEST_SUMMARY and (alone or language_of(text) == language)]
    return fitting[0] if fitting else ""


def _video_as_link(block: Block) -> Block:
    """What a reader could not be shown here stays as a link."""
    if block.kind != "embed" or embed_address(block.src):
        return block
    text = block.text or block.alt or block.src
    link = f'<a href="{html.escape(block.src)}">{html.escape(text, quote=False)}</a>'
    return Block("paragraph", text, link, links=((block.src, text),))


def _block(block: Block, image_of: ImageOf) -> dict[str, Any] | None:
    if block.kind == "heading":
        return _raw("heading", block.text)
    if block.kind == "quote":
        return _raw("quote", {"text": block.text, "attribution": "", "illustrative": False})
    if block.kind == "embed":
        return _raw("embed", {"address": block.src, "title": block.text or block.alt})
    image = image_of(block)
    if image is None:
        return None
    return _raw(
        "picture",
        {"image": {"image": image, "decorative": False, "alt_text": block.alt}, "caption": block.text},
    )


def _raw(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}
