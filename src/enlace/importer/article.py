"""Which pieces of a page are its article: title, shown date, library and furniture are told apart and given reasons."""

import datetime
import re
from dataclasses import dataclass

from enlace.importer.event_dates import shown_date
from enlace.importer.furniture import (
    BYLINE,
    RELATED_SECTION,
    furniture_reason,
    mark_menus,
    mark_repeated_empty_sentences,
)
from enlace.importer.library_sections import Candidate, take_library
from enlace.importer.page_identity import normalised
from enlace.importer.pieces import Container, Page, Piece, Reason, is_prose, is_title_like
from enlace.importer.structure import article_container, mark_inside, settle_reasons

NEAR_TITLE = 6


@dataclass(slots=True)
class Arrangement:
    """The pieces of the article have no reason. `title` has no piece where only the head of the page says it."""

    pieces: list[Piece]
    title: str | None
    date: datetime.date | None
    candidates: list[Candidate]


def arrange(page: Page, containers: list[Container]) -> Arrangement:
    """Give every piece that is not of the article its reason, and tell the title and the date."""
    pieces = page.pieces
    settle_reasons(containers, pieces)
    named = named_title(page)
    for piece in pieces:
        if piece.reason is None and piece.is_text and piece is not named:
            piece.reason = furniture_reason(piece)
    mark_repeated_empty_sentences(pieces)
    mark_menus([piece for piece in pieces if piece.is_text and piece is not named])
    inside = _inside(containers, pieces)
    first = next(
        (i for i, piece in enumerate(pieces) if piece.reason is None and inside[i] and is_prose(piece)), len(pieces)
    )
    title_at = pieces.index(named) if named else _title_in_preamble(page, first)
    _drop_bylines(pieces[:first], title_at)
    date, date_at = _shown_date(page, first, title_at)
    if named is None and page.title is None and date_at is not None:
        title_at = _title_beside_date(pieces, first, date_at, title_at)
    fixed = {i for i in (title_at, date_at) if i is not None}
    _drop_other_dates(pieces, first, fixed)
    _drop_before(pieces, title_at, first, fixed, inside)
    candidates = take_library(pieces, [inside[i] and i >= first for i in range(len(pieces))], fixed)
    _drop_related(pieces, first)
    _drop_outside(pieces, inside, title_at, fixed)
    _drop_links_and_footers(pieces, fixed, page.is_html)
    title = pieces[title_at].text if title_at is not None else page.title or _title_of_head(page)
    _drop_repeated(pieces, title, fixed)
    for index in fixed:
        pieces[index].reason = Reason.TITLE if index == title_at else Reason.DATE
    return Arrangement(pieces, title, date, candidates)


def _drop_bylines(preamble: list[Piece], title_at: int | None) -> None:
    for index, piece in enumerate(preamble):
        if piece.reason is None and piece.is_text and index != title_at and BYLINE.match(piece.text):
            piece.reason = Reason.BYLINE if shown_date(piece.text) is None else None


def _drop_other_dates(pieces: list[Piece], first: int, fixed: set[int]) -> None:
    for index, piece in enumerate(pieces[:first]):
        if piece.reason is None and piece.is_text and index not in fixed and shown_date(piece.text):
            piece.reason = Reason.REPEATED_DATE


def named_title(page: Page) -> Piece | None:
    """The piece that the page itself names as its title: in its head, or as its first heading of the first level."""
    if page.title:
        return None
    open_pieces = [piece for piece in page.pieces if piece.is_text and piece.reason is None and piece.text]
    tops = [piece for piece in open_pieces if piece.kind == "heading" and piece.level == 1]
    heads = [normalised(title) for title in page.titles]
    named = [
        piece for piece in tops if any(normalised(piece.text) in head for head in heads) and not _is_site(page, piece)
    ]
    if named and (named[0] is tops[0] or not any(is_prose(piece) for piece in _between(page, tops[0], named[0]))):
        return named[0]
    if tops and not _is_site(page, tops[0]):
        return tops[0]
    for head in heads:
        for piece in open_pieces:
            text = normalised(piece.text)
            if (
                min(len(text), len(head)) >= 8
                and not is_prose(piece)
                and (text == head or head.startswith(text + " ") or text.startswith(head + " "))
                and not _is_site(page, piece)
            ):
                return piece
    return None


def _between(page: Page, one: Piece, other: Piece) -> list[Piece]:
    return page.pieces[page.pieces.index(one) : page.pieces.index(other)]


def _is_site(page: Page, piece: Piece) -> bool:
    return bool(page.site_name) and normalised(piece.text) == normalised(page.site_name)


def _inside(containers: list[Container], pieces: list[Piece]) -> list[bool]:
    root = article_container(containers, pieces)
    if root is None:
        return [True] * len(pieces)
    marks = mark_inside(containers, root)
    return [piece.container is None or marks[piece.container.index] for piece in pieces]


def _title_in_preamble(page: Page, first: int) -> int | None:
    """In plain text, and where no heading tells: the first line above the article that reads as a title."""
    if page.title:
        return None
    lines = [i for i in range(first) if page.pieces[i].reason is None and is_title_like(page.pieces[i])]
    lines = [i for i in lines if shown_date(page.pieces[i].text) is None and not BYLINE.match(page.pieces[i].text)]
    if page.titles and page.is_html:
        lines = [i for i in lines if page.pieces[i].kind == "heading"]
    headings = [i for i in lines if page.pieces[i].kind == "heading"]
    long_enough = [i for i in lines if page.pieces[i].text.count(" ") >= 2]
    return next(iter(headings or long_enough or lines), None)


def _title_beside_date(pieces: list[Piece], first: int, date_at: int, found: int | None) -> int | None:
    """The line after the shown date, where it reads as a title; else what was found before it."""
    headings = found is not None and pieces[found].kind == "heading"
    after = [i for i in range(date_at + 1, first) if pieces[i].reason is None and pieces[i].is_text]
    if not headings and after and is_title_like(pieces[after[0]]) and shown_date(pieces[after[0]].text) is None:
        return after[0]
    before = [i for i in range(date_at) if pieces[i].reason is None and is_title_like(pieces[i]) and i < first]
    if not headings and before and not (found is not None and found > date_at):
        return before[-1]
    return found


def _shown_date(page: Page, first: int, title_at: int | None) -> tuple[datetime.date | None, int | None]:
    """The date on a line of its own near the title; else in the head of the page; else on a last line."""
    pieces = page.pieces
    lines = [
        i
        for i, piece in enumerate(pieces)
        if piece.is_text and len(piece.text) <= 120 and piece.reason in {None, Reason.READING_TIME}
    ]
    near = [i for i in lines if i < first or (title_at is not None and abs(i - title_at) <= NEAR_TITLE)]
    after = [i for i in near if title_at is None or i > title_at]
    for index in [*after, *reversed(near)] if title_at is not None and page.is_html else near:
        if date := shown_date(pieces[index].text):
            return date, index
    if date := shown_date(page.published[:40]):
        return date, None
    for index in reversed(lines):
        last = all(piece.reason is not None or not is_prose(piece) for piece in pieces[index:])
        if last and pieces[index].reason is None and (date := shown_date(pieces[index].text)):
            return date, index
    return None, None


def _drop_before(pieces: list[Piece], title_at: int | None, first: int, fixed: set[int], inside: list[bool]) -> None:
    if title_at is None:
        return
    letters = sum(len(piece.text) for piece in pieces if piece.reason is None and is_prose(piece))
    earlier = [
        piece for i, piece in enumerate(pieces[:title_at]) if piece.reason is None and i not in fixed and piece.is_text
    ]
    few = sum(len(piece.text) for piece in earlier if is_prose(piece)) < 0.25 * letters
    for piece in earlier:
        if few or not is_prose(piece):
            piece.reason = Reason.BEFORE_TITLE


def _drop_related(pieces: list[Piece], first: int) -> None:
    """From the title of a section of other stories to the end, or to where paragraphs resume one after the other."""
    dropping = False
    for i, piece in enumerate(pieces):
        if piece.reason is Reason.RELATED and i > first and RELATED_SECTION.search(piece.text):
            dropping = True
        elif dropping and piece.reason is None and piece.is_text:
            if _resumes(pieces, i) or (is_title_like(piece) and not piece.is_linked and _resumes(pieces, i + 1)):
                dropping = False
            else:
                piece.reason = Reason.RELATED


def _resumes(pieces: list[Piece], index: int) -> bool:
    following = [piece for piece in pieces[index : index + 4] if piece.is_text][:2]
    return len(following) == 2 and all(
        piece.reason is None
        and is_prose(piece)
        and len(piece.text) >= 80
        and not (piece.container and piece.container.item)
        for piece in following
    )


def _drop_outside(pieces: list[Piece], inside: list[bool], title_at: int | None, fixed: set[int]) -> None:
    start = next((i for i, mark in enumerate(inside) if mark and pieces[i].is_text), 0)
    for i, piece in enumerate(pieces):
        if inside[i] or piece.reason is not None or i in fixed:
            continue
        introduces = title_at is not None and title_at < i < start and not piece.is_linked
        if not introduces:
            piece.reason = Reason.OUTSIDE


def _drop_links_and_footers(pieces: list[Piece], fixed: set[int], is_html: bool) -> None:
    """Three bare links and more that stand apart from paragraphs; what follows a line of a footer at the end."""
    last = max((i for i, piece in enumerate(pieces) if piece.reason is None and is_prose(piece)), default=len(pieces))
    footer = False
    run: list[Piece] = []
    for i, piece in enumerate([*pieces, Piece("")]):
        open_text = i < len(pieces) and piece.is_text and piece.reason is None and i not in fixed
        if open_text and piece.is_linked and len(piece.text) <= 80 and not _among_prose(piece):
            run.append(piece)
        elif piece.is_text and piece.reason is None:
            if len(run) >= 3 and is_html:
                for link in run:
                    link.reason = Reason.NAVIGATION
            run = []
        footer = footer or (i > last and piece.reason is Reason.FOOTER)
        if footer and open_text and piece.reason is None:
            piece.reason = Reason.FOOTER


def _among_prose(piece: Piece) -> bool:
    holder = piece.container
    while holder is not None and holder.tag in {"p", "li", "ul", "ol", "a"}:
        holder = holder.parent
    return holder is not None and holder.prose > 0


def _title_of_head(page: Page) -> str | None:
    """The title that only the head of the page says, without the name of the site."""
    if not page.titles:
        return None
    title, site = page.titles[0], normalised(page.site_name)
    parts = re.split(r"\s+[|»·–—-]\s+", title)
    if len(parts) > 1 and site and normalised(parts[-1]) == site:
        return title[: title.rindex(parts[-1])].rstrip(" |»·–—-")
    if len(parts) > 1 and site and normalised(parts[0]) == site:
        return title[len(parts[0]) :].lstrip(" |»·–—-")
    return re.split(r"\s+[|»]\s+", title)[0] if normalised(title) != site else None


def _drop_repeated(pieces: list[Piece], title: str | None, fixed: set[int]) -> None:
    for i, piece in enumerate(pieces):
        if (
            title
            and piece.reason is None
            and piece.is_text
            and i not in fixed
            and normalised(piece.text) == normalised(title)
        ):
            piece.reason = Reason.REPEATED_TITLE
