"""The meetings of a year, the priorities that they adopted, and which states were there."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.meetings.editions.queries import ShownMeeting
from enlace.network.dated import day_in_words
from enlace.network.models import State
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Note, Paragraph, Run, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words


def meetings(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    source, count = sources.of_meetings(facts, composer), composer.figure("meetings", len(facts.meetings))
    if not count:
        yield paragraph(_("No meeting of the focal points is on record for %(year)s.") % {"year": facts.year}, source)
        return
    said = ngettext(
        "In %(year)s the focal points met once.", "In %(year)s the focal points met %(count)s times.", count
    )
    yield paragraph(said % {"year": facts.year, "count": number_in_words(count)}, source)
    for shown in facts.meetings:
        yield from _meeting(shown, facts, composer)


def _meeting(shown: ShownMeeting, facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    meeting = shown.meeting
    source = sources.of_meeting(shown, facts, composer)
    yield Heading(composer.words(meeting.shown_title))
    rows = [(Cell(Words(label)), Cell(words)) for label, words in _on_record(shown, facts, composer)]
    caption = f"{_('What is on record')} ({mark_of(meeting)})" if meeting.illustrative else _("What is on record")
    yield Table(caption, (Column(_("Fact")), Column(_("As recorded"), share=3)), tuple(rows), source)
    language = composer.words(meeting.shown_text).language
    for part in meeting.shown_text.text.splitlines():
        if part.strip():
            yield Paragraph((Run(part.strip(), language=language),))


def _on_record(shown: ShownMeeting, facts: AnnualFacts, composer: Composer) -> Iterator[tuple[str, Words]]:
    meeting, key = shown.meeting, f"meeting.{shown.meeting.pk}"
    yield _("Days"), Words(meeting.days_in_words)
    yield _("Mode"), Words(capfirst(str(meeting.get_mode_display())))
    if meeting.shown_place:
        yield _("Place"), composer.words(meeting.shown_place)
    if meeting.host:
        yield _("Host"), composer.words(meeting.host.shown_name)
    if shown.there.number:
        yield _("States present"), Words(number_in_words(composer.figure(f"{key}.states", shown.there.number)))
    if number := facts.decisions.get(meeting.pk, 0):
        yield _("Decisions published"), Words(number_in_words(composer.figure(f"{key}.decisions", number)))


def priorities(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    if not composer.figure("priorities", len(facts.priorities)):
        return
    count, source = len(facts.priorities), sources.of_priorities(facts, composer)
    said = ngettext("The forum adopted one priority.", "The forum adopted %(count)s priorities.", count)
    yield paragraph(said % {"count": number_in_words(count)}, source)
    rows = [
        (
            Cell(composer.words(one.shown_title), composer.absolute(one.get_absolute_url()), mark_of(one)),
            Cell(composer.words(adopted_at.shown_title if (adopted_at := facts.adopted_at.get(one.pk)) else "")),
            Cell(Words(day_in_words(one.adopted_on))),
        )
        for one in facts.priorities
    ]
    columns = (Column(_("Priority"), share=3), Column(_("Meeting"), share=2), Column(_("Adopted on"), share=2))
    yield Table(_("Priorities adopted in %(year)s") % {"year": facts.year}, columns, tuple(rows), source)


def participants(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    """The states at each meeting; beside each the institution of its focal point on that day, where one is public."""
    for shown in facts.meetings:
        if shown.there.states:
            mark = _("Illustrative") if shown.there.illustrative or shown.meeting.illustrative else ""
            caption = f"{shown.meeting.shown_title} ({mark})" if mark else str(shown.meeting.shown_title)
            known = any((shown.meeting.pk, one.pk) in facts.institutions for one in shown.there.states)
            further = (Column(_("Institution of its focal point"), share=2),) if known else ()
            rows = tuple(_participant(one, shown, facts, composer)[: 1 + known] for one in shown.there.states)
            source = sources.of_meeting(shown, facts, composer)
            yield Table(caption, (Column(_("State")), *further), rows, source)
    if facts.institutions:
        yield Note(Words(_("Who spoke for a state is not public. The institution is that of its focal point then.")))


def _participant(state: State, shown: ShownMeeting, facts: AnnualFacts, composer: Composer) -> tuple[Cell, Cell]:
    institution = facts.institutions.get((shown.meeting.pk, state.pk))
    name = composer.words(institution.shown_name) if institution else Words("")
    mark = mark_of(institution) if institution else ""
    return Cell(Words(state.name), composer.absolute(state.get_absolute_url())), Cell(name, mark=mark)
