"""What stands on the page of results beside the hits: the ways on, in words and as addresses."""

from dataclasses import dataclass

from enlace.core.languages import current_language
from enlace.search.asking.address import Asked
from enlace.search.asking.facets import name_of_language
from enlace.search.asking.question import Answer, Widening


@dataclass(frozen=True)
class Chosen:
    """A filter that is set, and the address without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True)
class ShownWidening:
    words: str
    language: str
    language_name: str


@dataclass(frozen=True)
class Shown:
    asked: Asked
    answer: Answer

    @property
    def chosen(self) -> list[Chosen]:
        return [
            Chosen(facet.label, one.label, self.asked.without(facet.name).address)
            for facet in self.answer.facets
            for one in facet.counts
            if one.chosen
        ]

    @property
    def has_filters(self) -> bool:
        return bool(self.asked.question.filters)

    @property
    def without_filters(self) -> str:
        return self.asked.without().address

    @property
    def widened(self) -> list[ShownWidening]:
        return [self._in_words(one) for one in self.answer.widened]

    def _in_words(self, one: Widening) -> ShownWidening:
        return ShownWidening(one.words, one.language, name_of_language(one.language, current_language()))

    @property
    def not_widened(self) -> str:
        return self.asked.changed(widen=False).address

    @property
    def can_widen(self) -> str:
        """The address that asks in the other languages too, where that was switched off."""
        return "" if self.asked.question.widen else self.asked.changed(widen=True).address

    @property
    def exactly(self) -> str:
        return self.asked.changed(correct=False).address

    @property
    def previous(self) -> str:
        page = self.asked.question.page
        return self.asked.changed(page=page - 1).address if page > 1 else ""

    @property
    def following(self) -> str:
        page = self.asked.question.page
        return self.asked.changed(page=page + 1).address if page < self.answer.pages else ""
