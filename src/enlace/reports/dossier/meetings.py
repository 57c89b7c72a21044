"""The meetings to which the state was invited, what it said of their minutes, their papers and its decisions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.meetings.models import Decision
from enlace.meetings.models.delegations import Answer
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import day_cell, iso, record_cell, row, sourced, text_cell
from enlace.reports.dossier.meeting_facts import AtMeeting


def meetings(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found, words = facts.at_meetings.meetings, {"state": facts.state.name}
    if not (count := composer.figure("meetings", len(found))):
        return
    source = _source_of_meetings(facts, composer)
    said = ngettext(
        "One meeting is on record to which %(state)s was invited or which it hosts.",
        "%(count)s meetings are on record to which %(state)s was invited or which it hosts.",
        count,
    )
    yield paragraph(said % {"count": number_in_words(count), **words}, source)
    columns = (
        Column(_("Meeting"), share=4),
        Column(_("Days"), share=3),
        Column(_("Delegation"), share=3),
        Column(_("Sessions attended"), numeric=True, share=2),
    )
    yield Table(_("Meetings"), columns, tuple(_meeting(one, composer) for one in found), source)
    yield from _delegates(facts, composer, source)
    yield from _answers(facts, composer, source)


def _meeting(one: AtMeeting, composer: Composer) -> tuple[Cell, ...]:
    there = composer.figure(f"meeting.{one.meeting.pk}.sessions", one.there)
    ahead = not one.meeting.is_over and not there
    cancelled = _("Cancelled") if one.meeting.cancelled_at else ""
    return (
        record_cell(composer, one.meeting, one.meeting.shown_title, cancelled),
        text_cell(one.meeting.days_in_words),
        text_cell(_part_of(one)),
        text_cell(_("Ahead") if ahead else number_in_words(there)),
    )


def _part_of(one: AtMeeting) -> str:
    delegation = one.delegation
    if delegation is None:
        return _("Host, no delegation")
    if not delegation.answer:
        return _("Invitation not answered")
    if delegation.answer == Answer.NOT_COMING:
        return _("Did not take part") if one.meeting.is_over else _("Does not take part")
    if not one.meeting.is_over or one.meeting.cancelled_at:
        return _("Said that it takes part")
    return _("Took part") if one.there else _("Said that it takes part; no attendance on record")


def _delegates(facts: DossierFacts, composer: Composer, source: int) -> Iterator[Block]:
    rows = [
        (
            record_cell(composer, one.meeting, one.meeting.shown_title),
            Cell(Words(each.person.name or _("Name erased")), mark=_("Heads the delegation") if each.is_head else ""),
            Cell(composer.words(each.shown_office)),
        )
        for one in facts.at_meetings.meetings
        for each in one.delegates
    ]
    if composer.figure("delegates", len(rows)):
        columns = (Column(_("Meeting"), share=4), Column(_("Name"), share=3), Column(_("Office"), share=4))
        yield Table(_("Who was named for the delegations"), columns, tuple(rows), source)


def _answers(facts: DossierFacts, composer: Composer, source: int) -> Iterator[Block]:
    rows = [
        (
            record_cell(composer, one.meeting, one.meeting.shown_title),
            text_cell(_("Approved them") if one.answer.approves else _("Objected to them")),
            text_cell(one.answer.comment),
        )
        for one in facts.at_meetings.meetings
        if one.answer
    ]
    if composer.figure("minutes.answered", len(rows)):
        columns = (Column(_("Meeting"), share=4), Column(_("Answer"), share=2), Column(_("Comment"), share=5))
        yield Table(_("What was answered on minutes"), columns, tuple(rows), source)


def papers(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = [(one.meeting, paper) for one in facts.at_meetings.meetings for paper in one.papers]
    if not composer.figure("papers", len(found)):
        return
    label = _("Papers of these meetings that %(state)s may read") % {"state": facts.state.name}
    rows = [row(composer, paper, paper.shown_title, meeting=str(meeting.shown_title)) for meeting, paper in found]
    source = sourced(composer, "papers", label, f"{reverse('meetings:meetings')}#papers", rows)
    cells = [
        (
            record_cell(composer, paper, paper.shown_title),
            Cell(composer.words(meeting.shown_title)),
        )
        for meeting, paper in found
    ]
    columns = (Column(_("Paper"), share=5), Column(_("Meeting"), share=4))
    yield Table(_("Papers"), columns, tuple(cells), source)


def decisions(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found, words = facts.at_meetings.decisions, {"state": facts.state.name}
    if not (count := composer.figure("decisions", len(found))):
        return
    pending = composer.figure("decisions.open", sum(one.done_on is None for one in found))
    rows = [
        row(
            composer,
            one,
            one.shown_text,
            meeting=str(one.meeting.shown_title),
            until=iso(one.due_on),
            done=iso(one.done_on),
        )
        for one in found
    ]
    label = _("Decisions for %(state)s to carry out") % words
    source = sourced(composer, "decisions", label, reverse("meetings:open_decisions"), rows)
    said = ngettext(
        "One decision is for %(state)s to carry out.", "%(count)s decisions are for %(state)s to carry out.", count
    )
    left = ngettext("One is still open.", "%(count)s are still open.", pending)
    sentences = [
        said % {"count": number_in_words(count), **words},
        (left if pending else _("All of it is done.")) % {"count": number_in_words(pending)},
    ]
    yield paragraph(" ".join(sentences), source)
    columns = (
        Column(_("Decision"), share=5),
        Column(_("Meeting"), share=3),
        Column(_("Who does it"), share=3),
        Column(_("Until"), share=2),
        Column(_("Done on"), share=2),
    )
    yield Table(_("Decisions"), columns, tuple(_decision(one, composer) for one in found), source)


def _decision(one: Decision, composer: Composer) -> tuple[Cell, ...]:
    done = day_cell(one.done_on) if one.done_on else text_cell(_("Not yet"))
    return (
        record_cell(composer, one, one.shown_text, _("Its day has passed") if one.is_overdue else ""),
        Cell(composer.words(one.meeting.shown_title)),
        Cell(composer.words(one.shown_owner)),
        day_cell(one.due_on),
        done,
    )


def _source_of_meetings(facts: DossierFacts, composer: Composer) -> int:
    label = _("Meetings to which %(state)s was invited or which it hosts") % {"state": facts.state.name}
    rows = [
        row(
            composer,
            one.meeting,
            one.meeting.shown_title,
            begins_on=iso(one.meeting.begins_on),
            ends_on=iso(one.meeting.ends_on),
            answer=one.delegation.answer if one.delegation else "",
            delegates=len(one.delegates),
            sessions=one.there,
        )
        for one in facts.at_meetings.meetings
    ]
    return sourced(composer, "meetings", label, reverse("meetings:meetings"), rows)
