from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from enlace.library.public.words import issued_in_words
from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of


def published(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    source = sources.of_publications(facts, composer) if facts.publications else 0
    yield from _list("publications", _("Publications"), facts.publications, composer, _of_publication, source)
    yield from _list("news", _("News"), facts.news, composer, _of_article)
    yield from _list("stories", _("Stories of impact"), facts.stories, composer, _of_article)


type Row = tuple[Cell, ...]


def _list(
    key: str,
    heading: str,
    found: Sequence[Any],
    composer: Composer,
    row: Callable[[Any, Composer], Row],
    source: int = 0,
) -> Iterator[Block]:
    if composer.figure(key, len(found)):
        columns = (Column(_("Title"), share=4), Column(_("Day"), share=2))
        yield Table(heading, columns, tuple(row(one, composer) for one in found), source)


def _of_publication(publication: Any, composer: Composer) -> Row:
    address = composer.absolute(publication.get_absolute_url())
    title = Cell(composer.words(publication.shown_title), address, mark_of(publication))
    return title, Cell(Words(issued_in_words(publication.issued)))


def _of_article(page: Any, composer: Composer) -> Row:
    language = page.locale.language_code
    title = Words(page.title, language if language != composer.language else "")
    return Cell(title, composer.absolute(page.get_url_parts()[2])), Cell(Words(day_in_words(page.date)))
