"""What was published in the year: publications of the library, news, stories of impact."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.library.models import Publication
from enlace.library.public.words import issued_in_words
from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.annual.progress import shortened
from enlace.reports.document.blocks import Block, Cell, Column, Paragraph, Run, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words

type Row = tuple[Cell, ...]


def published(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    if count := composer.figure("publications", len(facts.publications)):
        source = sources.of_publications(facts, composer)
        said = ngettext(
            "One publication of the year is in the library.",
            "%(count)s publications of the year are in the library.",
            count,
        )
        yield paragraph(said % {"count": number_in_words(count)}, source)
        columns = (Column(_("Title"), share=4), Column(_("Issued"), share=2))
        rows = tuple(_of_publication(one, composer) for one in facts.publications)
        yield Table(_("Publications of %(year)s") % {"year": facts.year}, columns, rows, source)


def mentions(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    if count := composer.figure("news", len(facts.news.pages)):
        source = sources.of_news(facts, composer)
        said = ngettext("One news article was published.", "%(count)s news articles were published.", count)
        yield paragraph(said % {"count": number_in_words(count)}, source)
        columns = (Column(_("Title"), share=5), Column(_("Kind"), share=2), Column(_("Day"), share=2))
        rows = tuple(_of_article(one, composer) for one in facts.news.pages)
        yield Table(_("News of %(year)s") % {"year": facts.year}, columns, rows, source)


def impact(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    if count := composer.figure("stories", len(facts.stories.pages)):
        source = sources.of_stories(facts, composer)
        said = ngettext("One story of impact was published.", "%(count)s stories of impact were published.", count)
        yield paragraph(said % {"count": number_in_words(count)}, source)
        for page in facts.stories.pages:
            yield _story(page, composer)


def _story(page: Any, composer: Composer) -> Paragraph:
    title, mark = _title(page, composer), mark_of_page(page)
    after = ", ".join(part for part in (day_in_words(page.date), mark) if part)
    summary = shortened(page.summary)
    return Paragraph(
        (
            Run(title.text, title.language, strong=True, link=composer.absolute(page.get_url_parts()[2])),
            Run(f" ({after})" + (". " if summary else "")),
            Run(summary, title.language),
        )
    )


def _of_publication(publication: Publication, composer: Composer) -> Row:
    address = composer.absolute(publication.get_absolute_url())
    title = Cell(composer.words(publication.shown_title), address, mark_of(publication))
    return title, Cell(Words(issued_in_words(publication.issued)))


def _of_article(page: Any, composer: Composer) -> Row:
    title = _title(page, composer)
    address = composer.absolute(page.get_url_parts()[2])
    kind = Words(page.kind, title.language)
    return Cell(title, address, mark_of_page(page)), Cell(kind), Cell(Words(day_in_words(page.date)))


def _title(page: Any, composer: Composer) -> Words:
    language = page.locale.language_code
    return Words(page.title, language if language != composer.language else "")


def mark_of_page(page: Any) -> str:
    """In its own words where only a part of it was written for a demonstration."""
    return page.illustrative_note or mark_of(page) if page.illustrative else ""
