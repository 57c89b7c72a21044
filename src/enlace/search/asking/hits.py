"""What is shown of the records that matched, for all of a page of results at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from tantivy import DocAddress, Document, Index

from enlace.core.dates import Precision, date_in_words
from enlace.core.languages import preference
from enlace.core.searchable import Searchable
from enlace.search.asking.facets import name_of_language
from enlace.search.asking.fitting_pages import pages_of
from enlace.search.asking.matching import Matcher
from enlace.search.asking.passages import Passage, Sought, best_passage
from enlace.search.asking.question import Hit, Question
from enlace.search.asking.seeing import Sight, seen_records
from enlace.search.asking.understanding import Understood
from enlace.search.indexing import searchables
from enlace.search.schema import body_of, kind_and_number, titles_of

type Scored = tuple[float, DocAddress]

PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


@dataclass(frozen=True)
class Place:
    """A record of the index that matched, and what is shown of it."""

    searchable: Searchable
    number: int
    score: float
    document: Document
    titles: Mapping[str, str]
    passage: Passage | None = None
    page: int | None = None
    illustrative: bool = False

    @property
    def text(self) -> str:
        return self.passage.text if self.passage else ""

    def title_language(self, languages: Sequence[str]) -> str:
        return next((one for one in (*languages, *self.titles) if one in self.titles), "")

    def language(self, languages: Sequence[str]) -> str:
        return (self.passage.language if self.passage else "") or self.title_language(languages)


def hits_of(
    scored: Sequence[Scored], understood: Understood, matcher: Matcher, pages: Index, sight: Sight
) -> list[Hit]:
    """What the reader does not see any more, though the index thought so, is left out."""
    documents = [(score, matcher.searcher.doc(address)) for score, address in scored]
    keys = [str(document.get_first("key")) for _score, document in documents]
    records = seen_records(sight.reader, map(kind_and_number, keys), sight.stamp)
    kinds, question, sought = {one.kind: one for one in searchables()}, understood.question, understood.sought
    languages = preference(question.language)
    in_files = [key for key in keys if kinds[kind_and_number(key)[0]].page_address and kind_and_number(key) in records]
    fitting = pages_of(in_files, pages, matcher.languages, sought) if question.facets and in_files else {}
    places = []
    for key, (score, document) in zip(keys, documents, strict=True):
        kind, number = kind_and_number(key)
        if (kind, number) in records:
            passage, page = (
                _best_place(document, fitting.get(key, ()), sought, languages) if question.facets else (None, None)
            )
            shown = 0.0 if understood.by_date else float(score)
            places.append(
                Place(
                    *(kinds[kind], number, shown, document, titles_of(document), passage, page),
                    records[kind, number],
                )
            )
    return _hits(places, question, languages)


def _hits(places: Sequence[Place], question: Question, languages: Sequence[str]) -> list[Hit]:
    """With the addresses of all of a kind asked together."""
    wanted: dict[str, dict[int, str]] = defaultdict(dict)
    kinds = {place.searchable.kind: place.searchable for place in places}
    for place in places:
        wanted[place.searchable.kind][place.number] = place.language(languages)
    addresses = {kind: kinds[kind].addresses(numbers) for kind, numbers in wanted.items()}
    labels = {kind: capfirst(str(one.singular)) for kind, one in kinds.items()}
    return [
        _hit(place, addresses[kind].get(place.number, ""), labels[kind], question, languages)
        for place in places
        for kind in [place.searchable.kind]
    ]


def _hit(place: Place, address: str, label: str, question: Question, languages: Sequence[str]) -> Hit:
    language, title_language = place.language(languages), place.title_language(languages)
    open_page, page = place.searchable.page_address, place.page
    return Hit(
        kind=place.searchable.kind,
        kind_label=label,
        id=place.number,
        title=place.titles.get(title_language, ""),
        title_language=title_language,
        url=open_page(place.number, language, page) if open_page and page else address,
        record_url=address,
        language=language,
        page=page,
        passage=place.passage.html if place.passage else SafeString(""),
        passage_text=place.text,
        score=round(place.score, 4),
        day=(day := _day(place.document)),
        day_in_words=in_words(day, question.language),
        language_name=name_of_language(language, question.language) if page else "",
        illustrative=place.illustrative,
    )


def _best_place(
    document: Document, pages: Sequence[Document], sought: Sought, languages: Sequence[str]
) -> tuple[Passage | None, int | None]:
    """The page of its files that has most of the words, unless what stands on the record itself has more of them."""
    best: tuple[Passage | None, int | None] = (best_passage(body_of(document), sought, languages), None)
    for page in pages:
        found = best_passage(body_of(page), sought, languages)
        if found and found.worth[0] and (best[0] is None or found.rank(languages) > best[0].rank(languages)):
            best = found, int(page.get_first("page") or 0) or None
    return best


def _day(document: Document) -> str:
    digits = str(document.get_first("day") or "").zfill(8)
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(part for part in parts if int(part))


@lru_cache(maxsize=4096)
def in_words(day: str, language: str) -> str:
    """2015, May 2015, May 4, 2015: no more precise than it is known."""
    if not day:
        return ""
    year, month, number = [int(part) for part in f"{day}-01-01".split("-")[:3]]
    precision = PRECISIONS[day.count("-")]
    try:
        return date_in_words(date(year, month, number), language, precision=precision)
    except ValueError:
        return day
