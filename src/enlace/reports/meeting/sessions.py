"""The public sessions, as the agenda was published last: chairs, guests, the case study, panels by sector."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.meetings.agenda.facts import Presenter
from enlace.meetings.models import SessionKind, SpeakerPart
from enlace.meetings.models.agenda import SpeakerSector
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Note, Table, Words
from enlace.reports.document.composer import Composer, mark_of
from enlace.reports.meeting import sources
from enlace.reports.meeting.edition import said
from enlace.reports.meeting.facts import Held, MeetingFacts

LEADING = (SpeakerPart.CHAIR, SpeakerPart.MODERATOR)
OWN_SECTION = (SessionKind.CASE_STUDY, SessionKind.PANEL)
SECTORS = [str(sector.value) for sector in SpeakerSector]


def chairs(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    found = [(one, session) for session in facts.held for one in session.item.speakers if one.part in LEADING]
    if found:
        rows = tuple(
            (
                Cell(composer.words(one.shown_name)),
                Cell(Words(capfirst(one.part_in_words))),
                _session(session, composer),
            )
            for one, session in found
        )
        columns = (Column(_("Who"), share=3), Column(_("Part")), Column(_("Session"), share=3))
        caption = _("Who chaired and moderated") if facts.meeting.is_over else _("Who chairs and moderates")
        yield Table(caption, columns, rows, sources.of_sessions(facts, composer))


def guests(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """Who spoke in the sessions that have no section of their own."""
    sessions = [one for one in facts.held if one.item.kind not in OWN_SECTION]
    found = [(one, session) for session in sessions for one in session.item.speakers if one.part not in LEADING]
    if found:
        rows = tuple(
            (
                Cell(composer.words(one.shown_name)),
                Cell(Words(capfirst(one.sector_in_words))),
                _session(session, composer),
            )
            for one, session in found
        )
        columns = (Column(_("Who"), share=3), Column(_("Sector"), share=2), Column(_("Session"), share=3))
        caption = _("Who spoke") if facts.meeting.is_over else _("Who speaks")
        yield Table(caption, columns, rows, sources.of_sessions(facts, composer))


def case_study(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    for held in facts.held_as(SessionKind.CASE_STUDY):
        yield from _told(held, composer)
        yield from _speakers(held.item.speakers, facts, composer)


def panels(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    for held in facts.held_as(SessionKind.PANEL):
        yield from _told(held, composer)
        yield from _speakers(held.item.speakers, facts, composer)


def _told(held: Held, composer: Composer) -> Iterator[Block]:
    yield Heading(composer.words(held.item.shown_title))
    mark = mark_of(held.item)
    yield Note(Words(" · ".join(filter(None, [_when(held), mark]))))
    yield from said(held.item.shown_summary.text, composer.words(held.item.shown_summary).language)


def _speakers(speakers: Sequence[Presenter], facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """By sector, whoever leads it first."""
    if speakers:
        rows = tuple(
            (
                Cell(Words(capfirst(one.sector_in_words))),
                Cell(composer.words(one.shown_name)),
                Cell(Words(capfirst(one.part_in_words))),
            )
            for one in sorted(speakers, key=_place)
        )
        columns = (Column(_("Sector"), share=2), Column(_("Who"), share=4), Column(_("Part")))
        yield Table(_("Speakers by sector"), columns, rows, sources.of_sessions(facts, composer))


def _place(speaker: Presenter) -> tuple[int, bool]:
    known = SECTORS.index(speaker.sector) if speaker.sector in SECTORS else len(SECTORS)
    return known, speaker.part not in LEADING


def programme(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """The annex: every public session."""
    if composer.figure("sessions", len(facts.held)):
        rows = tuple(
            (
                _session(one, composer),
                Cell(Words(capfirst(one.item.kind_in_words))),
                Cell(Words(_when(one))),
            )
            for one in facts.held
        )
        columns = (Column(_("Session"), share=4), Column(_("Kind"), share=2), Column(_("When"), share=3))
        yield Table(_("Public sessions"), columns, rows, sources.of_sessions(facts, composer))
        yield Note(Words(_("On the clock of the place. Sessions for members or for those invited are not listed.")))


def _session(held: Held, composer: Composer) -> Cell:
    address = composer.absolute(reverse("meetings:session", args=[held.id]))
    return Cell(composer.words(held.item.shown_title), address, mark_of(held.item))


def _when(held: Held) -> str:
    return f"{day_in_words(held.item.day)}, {held.item.begins:%H:%M}–{held.item.ends:%H:%M}"
