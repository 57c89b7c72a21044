"""The meeting itself: what the record says of it, and where and with whom it took place."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.lineage.acts import Kind
from enlace.network.models import Organisation
from enlace.reports.document.blocks import (
    Block,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Run,
    Table,
    Words,
)
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.meeting import sources
from enlace.reports.meeting.acts import of_kind
from enlace.reports.meeting.facts import MeetingFacts

IN_A_ROW = 4
"""Key figures that stand in one row; what is left out is told in its section."""


def edition(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    meeting, source = facts.meeting, sources.of_meeting(facts, composer)
    if meeting.cancelled_at:
        yield paragraph(_("This meeting was cancelled."), source)
    elif not meeting.is_over:
        yield paragraph(_("This meeting is not over. The record says what is known so far."), source)
    if figures := tuple(_figures(facts, composer)):
        yield KeyFigures(figures[:IN_A_ROW])
    rows = tuple((Cell(Words(label)), cell) for label, cell in _on_record(facts, composer))
    mark = mark_of(meeting)
    caption = f"{_('What is on record')} ({mark})" if mark else _("What is on record")
    yield Table(caption, (Column(_("Fact")), Column(_("As recorded"), share=3)), rows, source)
    yield from said(meeting.shown_text.text, composer.words(meeting.shown_text).language)
    if meeting.shown_source:
        yield Note(Words(_("Source: %(source)s") % {"source": meeting.shown_source}))
    if facts.illustrative:
        yield Note(Words(_("Records that were written for the demonstration carry the mark “Illustrative”.")))


def said(text: str, language: str) -> Iterator[Paragraph]:
    """What a record says, a paragraph for each of its lines."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph((Run(line.strip(), language=language),))


def _figures(facts: MeetingFacts, composer: Composer) -> Iterator[KeyFigure]:
    """Those that are not nothing, the first ones first."""
    states, adopted, decided = facts.there.number, len(facts.adopted), len(facts.decisions)
    made, renewed = len(of_kind(facts.acts, Kind.MADE)), len(of_kind(facts.acts, Kind.RENEWED))
    if states:
        source = sources.of_states(facts, composer)
        yield composer.key_figure("states", states, ngettext("state taking part", "states taking part", states), source)
    if adopted:
        label = ngettext("priority adopted", "priorities adopted", adopted)
        yield composer.key_figure("priorities", adopted, label, sources.of_adopted(facts, composer))
    if made:
        label = ngettext("commitment made", "commitments made", made)
        yield composer.key_figure("commitments.made", made, label, sources.of_acts(facts, composer))
    if decided:
        label = ngettext("decision published", "decisions published", decided)
        yield composer.key_figure("decisions", decided, label, sources.of_decisions(facts, composer))
    if renewed:
        label = ngettext("commitment renewed", "commitments renewed", renewed)
        yield composer.key_figure("commitments.renewed", renewed, label, sources.of_acts(facts, composer))


def _on_record(facts: MeetingFacts, composer: Composer) -> Iterator[tuple[str, Cell]]:
    meeting = facts.meeting
    if facts.edition:
        yield _("Edition"), Cell(Words(facts.edition))
    yield _("Days"), Cell(Words(meeting.days_in_words))
    if meeting.shown_place:
        yield _("Place"), Cell(composer.words(meeting.shown_place))
    yield _("Mode"), Cell(Words(capfirst(str(meeting.get_mode_display()))))
    if meeting.host:
        yield _("Host institution"), _body(meeting.host, composer)
        if meeting.host.state:
            address = composer.absolute(meeting.host.state.get_absolute_url())
            yield _("State of the host institution"), Cell(Words(meeting.host.state.name), address)
    for one in facts.co_organisers:
        yield _("Co-organiser"), _body(one, composer)
    for one in facts.supporters:
        yield _("Supporter"), _body(one, composer)


def _body(organisation: Organisation, composer: Composer) -> Cell:
    return Cell(composer.words(organisation.shown_name), mark=mark_of(organisation))
