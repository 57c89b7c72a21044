"""What a meeting leaves: decisions that are published, joint strategies, papers that everybody may read."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.meetings.models import Decision
from enlace.meetings.papers.queries import ShownPaper
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.meeting import sources
from enlace.reports.meeting.facts import MeetingFacts


def decisions(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    count = composer.figure("decisions", len(facts.decisions))
    if not count:
        return
    source = sources.of_decisions(facts, composer)
    said = ngettext("One decision is published.", "%(count)s decisions are published.", count)
    yield paragraph(said % {"count": number_in_words(count)}, source)
    columns = (Column(_("Decision"), share=5), Column(_("Who does it"), share=3), Column(_("Until"), share=2))
    rows = tuple(_decision(one, composer) for one in facts.decisions)
    yield Table(_("Decisions published"), columns, rows, source)


def _decision(one: Decision, composer: Composer) -> tuple[Cell, ...]:
    until = _("done") if one.done_on else day_in_words(one.due_on) if one.due_on else ""
    text = composer.words(one.shown_text)
    return (
        Cell(Words(f"{one.number}. {text}", text.language), composer.absolute(one.get_absolute_url()), mark_of(one)),
        Cell(composer.words(one.shown_owner)),
        Cell(Words(until)),
    )


def strategies(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    count = composer.figure("strategies", len(facts.strategies))
    if not count:
        return
    source = sources.of_strategies(facts, composer)
    said = ngettext(
        "One joint strategy that began here is signed and published.",
        "%(count)s joint strategies that began here are signed and published.",
        count,
    )
    yield paragraph(said % {"count": number_in_words(count)}, source)
    rows = tuple(
        (
            Cell(composer.words(one.title), composer.absolute(one.strategy.get_absolute_url()), mark_of(one.strategy)),
            Cell(Words(", ".join(one.parties))),
        )
        for one in facts.strategies
    )
    columns = (Column(_("Joint strategy"), share=3), Column(_("Of"), share=2))
    yield Table(_("Joint strategies that began at the meeting"), columns, rows, source)


def papers(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    found = [(shown, one.heading.title) for one in facts.papers for shown in one.papers]
    if composer.figure("papers", len(found)):
        rows = tuple(
            (
                _paper(shown, composer),
                Cell(composer.words(session)),
                Cell(Words(", ".join(edition.language_name for edition in shown.editions))),
            )
            for shown, session in found
        )
        columns = (Column(_("Paper"), share=4), Column(_("Session"), share=3), Column(_("Languages"), share=2))
        yield Table(_("Papers"), columns, rows, sources.of_papers(facts, composer))
    if composer.figure("contributions", len(facts.contributions)):
        rows = tuple(
            (
                Cell(
                    composer.words(one.contribution.shown_title),
                    composer.absolute(one.contribution.get_absolute_url()),
                    mark_of(one.contribution),
                ),
                Cell(composer.words(one.session.item.shown_title)),
                Cell(composer.words(one.by.shown_name)),
            )
            for one in facts.contributions
        )
        columns = (Column(_("Contribution"), share=4), Column(_("Session"), share=3), Column(_("By"), share=3))
        yield Table(_("What speakers brought"), columns, rows, sources.of_papers(facts, composer))


def _paper(shown: ShownPaper, composer: Composer) -> Cell:
    paper = shown.paper
    return Cell(composer.words(paper.shown_title), composer.absolute(paper.get_absolute_url()), mark_of(paper))
