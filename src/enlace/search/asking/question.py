"""What is asked of the search, and what it answers. No Django but safe strings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

RELEVANCE, DATE = "relevance", "date"
PER_PAGE, MOST_PAGES = 10, 50


@dataclass(frozen=True)
class Question:
    """`language` is the reader's; `filters` hold one value for each facet that is chosen.

    `widen`: also ask in the other languages. `correct`: look for a word like one that nobody knows. `begins`: the last
    word is still being typed.
    """

    text: str
    language: str
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    widen: bool = True
    correct: bool = True
    begins: bool = False
    facets: bool = True

    def changed(self, **changes: object) -> "Question":
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Widening:
    """What was asked in another language beside what was typed; `by` is `themes` or `draft`."""

    language: str
    words: str
    by: str = "draft"


@dataclass(frozen=True)
class Correction:
    typed: str
    word: str


@dataclass(frozen=True)
class Hit:
    """`url` opens the page of the file where `page` is known, else the record, where `record_url` always leads.

    `language` is that of the passage, or of the title where there is no passage; `score` is 0 in the order of dates.
    """

    kind: str
    kind_label: str
    id: int
    title: str
    title_language: str
    url: str
    record_url: str
    language: str
    page: int | None
    passage: SafeString
    passage_text: str
    score: float
    day: str
    day_in_words: str = ""
    language_name: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class Count:
    """How many records a value of a facet has, with the other filters and without this facet's own."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Answer:
    """`some`: no record has all the words, and these have some of them. `cut`: the question was too long.

    `ready` is false while there is no index, `current` while there are changes that it has not followed.
    """

    question: Question
    total: int = 0
    took_ms: float = 0.0
    widened: tuple[Widening, ...] = ()
    corrected: tuple[Correction, ...] = ()
    corrected_text: str = ""
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    some: bool = False
    cut: bool = False
    ready: bool = True
    current: bool = True

    @property
    def pages(self) -> int:
        return min(-(-self.total // self.question.per_page), MOST_PAGES)
