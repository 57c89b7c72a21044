"""Sections of a library that an older site carries at the foot of its pages: titles without items, and items."""

import re
from dataclasses import dataclass

from enlace.importer.furniture import COLLECTION, RELATED_SECTION
from enlace.importer.pieces import Piece, Reason, is_prose, is_title_like

NAME = re.compile(
    r"^(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñç'’.-]*\s+)(?:(?:de|del|la|da|do|dos|van|von|y|e)\s+)*(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñç'’.-]*\s*){1,3}$"
)
ITEM = re.compile(r"\S: \S|[“”«»\"]")


@dataclass(frozen=True, slots=True)
class Candidate:
    section: str
    title: str


def take_library(pieces: list[Piece], article: list[bool], fixed: set[int]) -> list[Candidate]:
    """Mark the titles of library sections with their reasons and return the items that stand under them.

    `article[i]` says whether piece i stands where the article stands; `fixed` holds the title and the date.
    """
    empties = [piece for piece in pieces if piece.reason is Reason.EMPTY_LIST]
    glue_tells = any(not piece.glued for piece in empties)
    found: list[Candidate] = []
    pending: list[Piece] = []
    seen = related = False
    for index, piece in enumerate(pieces):
        if piece.reason is Reason.EMPTY_LIST:
            pending = pending[-1:] if related else pending
            found += _resolve(pending, last_is_item=glue_tells and piece.glued, first=not seen)
            pending, seen, related = [], True, False
        elif piece.reason is Reason.RELATED and RELATED_SECTION.search(piece.text) and (pending or seen):
            found += _resolve_tail(pending, after_sections=seen)
            pending, related = [], True
        elif piece.reason is None and piece.is_text and index not in fixed:
            if is_title_like(piece):
                pending.append(piece)
            elif article[index]:
                pending, related = [], False
    found += [] if related else _resolve_tail(pending, after_sections=seen)
    _mark_details(pieces, found)
    return found


def _resolve_tail(pending: list[Piece], *, after_sections: bool) -> list[Candidate]:
    """What stands after the last sentence or the last empty section: a library only where a title says so."""
    starts = [
        i
        for i, piece in enumerate(pending)
        if COLLECTION.search(piece.text) and (after_sections or not _stands_among_prose(piece))
    ]
    found: list[Candidate] = []
    if starts and starts[0] < len(pending) - 1:
        found = _resolve(pending[starts[0] :], last_is_item=True, first=False)
    for piece in pending if after_sections else []:
        piece.reason = piece.reason or Reason.OUTSIDE
    return found


def _stands_among_prose(piece: Piece) -> bool:
    holder = piece.container.parent if piece.container else None
    return holder is not None and holder.prose > 0


def _resolve(pending: list[Piece], *, last_is_item: bool, first: bool) -> list[Candidate]:
    headings = [piece for piece in pending if piece.kind == "heading"]
    if headings:
        pending = pending[pending.index(headings[0]) :]
        return _take_items(pending, _sections_by_level(pending, min(piece.level for piece in headings)))
    while first and len(pending) > 1 and pending[0].kind == "item":
        pending = pending[1:]
    if first and len(pending) > 4:
        pending = pending[-2:] if COLLECTION.search(pending[-2].text) else pending[-1:]
    return _take_items(pending, _sections_by_wording(pending, last_is_item))


def _sections_by_level(pending: list[Piece], level: int) -> list[bool]:
    sections = [piece.kind == "heading" and piece.level == level for piece in pending]
    for i in range(1, len(pending)):
        alone = sections[i] and sections[i - 1] and not COLLECTION.search(pending[i].text)
        if alone and COLLECTION.search(pending[i - 1].text) and (ITEM.search(pending[i].text) or pending[i].is_linked):
            sections[i] = False
    return sections


def _sections_by_wording(pending: list[Piece], last_is_item: bool) -> list[bool]:
    """A title broken over two lines (a name, then what it collects) is two lines of one section."""
    sections: list[bool] = []
    for i, piece in enumerate(pending):
        last = i == len(pending) - 1
        if i == 0:
            section = True
        elif piece.is_linked or (last and last_is_item):
            section = False
        elif COLLECTION.search(piece.text):
            section = not ITEM.search(piece.text)
        elif last and not ITEM.search(piece.text):
            opened = sections[i - 1] and COLLECTION.search(pending[i - 1].text)
            named = sections[i - 1] and NAME.match(pending[i - 1].text)
            section = bool(named) or (len(pending) > 2 and not opened)
        else:
            section = False
        sections.append(section)
    return sections


def _take_items(pending: list[Piece], sections: list[bool]) -> list[Candidate]:
    found: list[Candidate] = []
    titles: list[str] = []
    card = None
    for i, (piece, section) in enumerate(zip(pending, sections, strict=True)):
        if section:
            broken = i > 0 and sections[i - 1] and not _both_collect(pending[i - 1], piece)
            titles = [*titles, piece.text] if broken else [piece.text]
            filled = i + 1 < len(pending) and not sections[i + 1]
            piece.reason = Reason.LIBRARY_SECTION if filled else Reason.EMPTY_SECTION
            if broken:
                pending[i - 1].text, piece.text = "", " ".join(titles)
            card = None
            continue
        item = piece.container.item if piece.container else None
        if item is not None and item is card:
            piece.reason = Reason.LIBRARY_DETAIL
        else:
            found.append(Candidate(" ".join(titles), piece.text))
            piece.reason = Reason.LIBRARY_ITEM
            card = item
    return found


def _both_collect(before: Piece, piece: Piece) -> bool:
    return bool(COLLECTION.search(before.text) and COLLECTION.search(piece.text))


def _mark_details(pieces: list[Piece], found: list[Candidate]) -> None:
    """Descriptions inside the card of a candidate belong to it."""
    cards = {
        id(piece.container.item)
        for piece in pieces
        if piece.reason is Reason.LIBRARY_ITEM and piece.container and piece.container.item
    }
    for piece in pieces if found else []:
        inside = piece.container is not None and piece.container.item is not None and id(piece.container.item) in cards
        if piece.reason is None and inside and is_prose(piece):
            piece.reason = Reason.LIBRARY_DETAIL
