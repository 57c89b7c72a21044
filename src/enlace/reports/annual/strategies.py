"""The joint strategies that states and observers signed in the year."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.models import StrategyParty
from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AdoptedStrategy, AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words


def strategies(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    count = composer.figure("strategies", len(facts.strategies))
    if not count:
        return
    source = sources.of_strategies(facts, composer)
    said = ngettext(
        "One joint strategy was signed and published.", "%(count)s joint strategies were signed and published.", count
    )
    yield paragraph(said % {"count": number_in_words(count)}, source)
    columns = (
        Column(_("Joint strategy"), share=4),
        Column(_("States"), share=3),
        Column(_("Observers that co-sign"), share=3),
        Column(_("Published on"), share=2),
    )
    rows = tuple(_line(one, composer) for one in facts.strategies)
    yield Table(_("Joint strategies of %(year)s") % {"year": facts.year}, columns, rows, source)


def _line(one: AdoptedStrategy, composer: Composer) -> tuple[Cell, ...]:
    address = composer.absolute(one.strategy.get_absolute_url())
    return (
        Cell(composer.words(one.content.title), address, mark_of(one.strategy)),
        Cell(Words(_named(one.states))),
        Cell(Words(_named(one.observers) or _("No observer"))),
        Cell(Words(day_in_words(localdate(one.strategy.published_at)))),
    )


def _named(parties: Sequence[StrategyParty]) -> str:
    return ", ".join(str(one.shown_body) for one in parties)
