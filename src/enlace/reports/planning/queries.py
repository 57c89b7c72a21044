"""What the pages of drafts show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from enlace.core.languages import Language, languages
from enlace.core.texts import Text, Texts
from enlace.reports.kinds import kind_of
from enlace.reports.models import Report, ReportSection
from enlace.reports.writing.rich_text import words_in


@dataclass(frozen=True)
class WrittenIn:
    """How many words of a section are written in a language; `missing` where another language has some."""

    language: Language
    words: int
    missing: bool


@dataclass(frozen=True)
class PlannedSection:
    """`asks` says to who writes it what it is for; `drawn`: records fill it, whatever people write."""

    section: ReportSection
    title: Text
    asks: str
    drawn: bool
    written: Sequence[WrittenIn]
    photos: int
    own: bool


def planned_sections(report: Report) -> list[PlannedSection]:
    """All of a report in their order, those that are left out too."""
    return [_planned(report, one) for one in report.sections.prefetch_related("photos")]


def _planned(report: Report, section: ReportSection) -> PlannedSection:
    part = kind_of(report).part(section.name)
    lacking = bool(section.texts)
    return PlannedSection(
        section=section,
        title=title_of(report, section),
        asks=str(part.asks) if part else "",
        drawn=part is not None and part.draw is not None,
        written=[
            WrittenIn(one, words_in(section.texts.get(one.code, "")), lacking and one.code not in section.texts)
            for one in languages()
        ],
        photos=len(section.photos.all()),
        own=bool(section.title),
    )


def title_of(report: Report, section: ReportSection) -> Text:
    """In the reader's language: its own, or that of its kind."""
    return _titles(report, section).in_language()


def _titles(report: Report, section: ReportSection) -> Texts:
    part = kind_of(report).part(section.name)
    if section.title or part is None:
        return section.title
    found = {}
    for one in languages():
        with override(one.code):
            found[one.code] = str(part.title)
    return Texts(found)
