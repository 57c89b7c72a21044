"""A question as it stands in an address, and the addresses that lead on from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from enlace.search.asking.question import DATE, MOST_PAGES, RELEVANCE, Question
from enlace.search.schema import FACETS

LONGEST_VALUE = 100
LONGEST_TEXT = 20_000
"""What is beyond is not even read; the reader of questions says that it was too long."""


@dataclass(frozen=True)
class Asked:
    question: Question

    @property
    def is_asked(self) -> bool:
        return bool(self.question.text.strip() or self.question.filters)

    def parameters(self) -> dict[str, str]:
        """Nothing that is so anyway; always in the same order."""
        one = self.question
        found = {"q": one.text.strip(), **{name: one.filters.get(name, "") for name in FACETS}}
        found |= {"order": one.order if one.order != RELEVANCE else ""}
        found |= {"widen": "" if one.widen else "no", "exactly": "" if one.correct else "yes"}
        found |= {"page": str(one.page) if one.page > 1 else ""}
        return {name: value for name, value in found.items() if value}

    @property
    def address(self) -> str:
        query = urlencode(self.parameters())
        return f"{reverse('search:search')}{'?' if query else ''}{query}"

    def changed(self, **changes: object) -> "Asked":
        """The first page of another question."""
        return Asked(self.question.changed(**{"page": 1, **changes}))

    def without(self, facet: str = "") -> "Asked":
        """Without one filter, or without any."""
        kept = {name: value for name, value in self.question.filters.items() if facet and name != facet}
        return self.changed(filters=kept)


def asked_from(asked: Mapping[str, str], language: str) -> Asked:
    """Of the parameters of an address; what is no value of any is as if it were not there."""
    filters = {name: value for name in FACETS if (value := asked.get(name, "").strip()[:LONGEST_VALUE])}
    page = asked.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    question = Question(
        asked.get("q", "")[:LONGEST_TEXT].replace("\0", " "),
        language,
        filters,
        order=DATE if asked.get("order") == DATE else RELEVANCE,
        page=min(max(number, 1), MOST_PAGES),
        widen=asked.get("widen") != "no",
        correct=asked.get("exactly") != "yes",
    )
    return Asked(question)


def as_suggested(asked: Asked, number: int) -> Question:
    """What is asked while somebody types: a few titles, the last word not finished."""
    return replace(asked.question, begins=True, facets=False, per_page=number, page=1)
