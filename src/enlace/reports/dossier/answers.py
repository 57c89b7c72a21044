"""What the state said in consultations, the challenges that it faces, and what the forum adopted."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.models import Approach, Challenge, ReviewOutcome, Standing, VoiceOf, Vote
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Paragraph, Points, Run, Table
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.answer_facts import AdoptedPriority, AnsweredConsultation
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import day_cell, iso, record_cell, row, run_of, sourced, text_cell


def consultations(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.answers.consultations
    if not (count := composer.figure("consultations", len(found))):
        return
    rows = [
        row(
            composer,
            one.consultation,
            one.consultation.shown_question,
            opens_on=iso(one.consultation.opens_on),
            closes_on=iso(one.consultation.last_day),
            votes=len(one.votes),
            proposed=len(one.proposed),
        )
        for one in found
    ]
    label = _("Consultations that %(state)s may answer or read") % {"state": facts.state.name}
    source = sourced(composer, "consultations", label, reverse("consultations:consultations"), rows)
    said = ngettext("One consultation is on record.", "%(count)s consultations are on record.", count)
    yield paragraph(said % {"count": number_in_words(count)}, source)
    for one in found:
        yield from _consultation(one, facts.state.name, composer, source)


def _consultation(one: AnsweredConsultation, state: str, composer: Composer, source: int) -> Iterator[Block]:
    consultation = one.consultation
    yield Heading(composer.words(consultation.shown_question))
    standing = {
        Standing.SCHEDULED: _("It opens on %(first)s."),
        Standing.OPEN: _("It is open until %(last)s."),
        Standing.CLOSED: _("It was open from %(first)s to %(last)s; its result is not published yet."),
        Standing.PUBLISHED: _("It was open from %(first)s to %(last)s, and its result is published."),
    }
    days = {"first": day_in_words(consultation.opens_on), "last": day_in_words(consultation.last_day)}
    runs = [
        Run(standing[consultation.standing] % days + " "),
        Run(_("See the consultation"), link=composer.absolute(consultation.get_absolute_url())),
        *([Run(f" · {mark_of(consultation)}")] if mark_of(consultation) else []),
    ]
    yield Paragraph(tuple(runs))
    yield paragraph(_answered_in_words(one, state, composer), source)
    if one.votes:
        columns = (
            Column(_("Statement"), share=6),
            Column(_("Answer"), share=2),
            Column(_("Importance and levels"), share=4),
        )
        rows = tuple(_vote(vote, composer) for vote in one.votes)
        yield Table(_("What %(state)s answered") % {"state": state}, columns, rows, source)
    if one.proposed:
        yield paragraph(_("Statements that it proposed:"))
        yield Points(tuple((run_of(composer, each.shown_text),) for each in one.proposed))


def _answered_in_words(one: AnsweredConsultation, state: str, composer: Composer) -> str:
    consultation = one.consultation
    if consultation.is_imported:
        return _("It was answered elsewhere and imported, without who answered what.")
    if consultation.is_anonymous:
        return _("Its answers are anonymous: nobody knows what %(state)s answered.") % {"state": state}
    if consultation.voice_of != VoiceOf.STATE:
        return _("Each person answered for themself, and not for %(state)s.") % {"state": state}
    count = composer.figure(f"consultation.{consultation.pk}.votes", len(one.votes))
    said = ngettext("%(state)s answered one statement.", "%(state)s answered %(count)s statements.", count)
    none = _("%(state)s has answered nothing.")
    return (said if count else none) % {"state": state, "count": number_in_words(count)}


def _vote(vote: Vote, composer: Composer) -> tuple[Cell, ...]:
    answers = {1: _("Agree"), 0: _("Pass"), -1: _("Disagree")}
    importance = {1: _("importance: low"), 2: _("importance: medium"), 3: _("importance: high")}
    labels = dict(Approach.choices)
    levels = [str(labels[each]) for each in vote.approaches if each in labels]
    more = [importance.get(vote.importance or 0, ""), ", ".join(levels)]
    said = capfirst("; ".join(one for one in more if one))
    return (Cell(composer.words(vote.statement.shown_text)), text_cell(answers[vote.value]), text_cell(said))


def challenges(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.answers.challenges
    if not composer.figure("challenges", len(found)):
        return
    rows = [
        row(composer, one, one.shown_title, level=one.approach, proposed=int(one.state_id == facts.state.pk))
        for one in found
    ]
    label = _("Challenges that %(state)s named or shares") % {"state": facts.state.name}
    source = sourced(composer, "challenges", label, reverse("consultations:challenges"), rows)
    columns = (
        Column(_("Challenge"), share=5),
        Column(_("Level"), share=2),
        Column(_("Named by"), share=3),
        Column(_("Since"), share=3),
    )
    cells = tuple(_challenge(one, facts, composer) for one in found)
    yield Table(_("Challenges"), columns, cells, source)


def _challenge(one: Challenge, facts: DossierFacts, composer: Composer) -> tuple[Cell, ...]:
    own = one.state_id == facts.state.pk
    return (
        record_cell(composer, one, one.shown_title),
        text_cell(capfirst(str(one.get_approach_display()))),
        text_cell(facts.state.name if own else _("Others; it is shared")),
        day_cell(one.proposed_on),
    )


def priorities(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.answers.priorities
    if not composer.figure("priorities", len(found)):
        return
    adopted = [one.priority for one in found]
    rows = [row(composer, one, one.shown_title, adopted_on=iso(one.adopted_on)) for one in adopted]
    source = sourced(composer, "priorities", _("Priorities of the forum"), reverse("consultations:priorities"), rows)
    columns = (
        Column(_("Priority"), share=5),
        Column(_("Meeting"), share=3),
        Column(_("Adopted on"), share=2),
        Column(_("Today"), share=3),
    )
    yield Table(_("Priorities"), columns, tuple(_priority(one, composer) for one in found), source)


def _priority(one: AdoptedPriority, composer: Composer) -> tuple[Cell, ...]:
    priority = one.priority
    last = list(priority.reviews.all())[-1:]
    outcomes = {
        ReviewOutcome.CONTINUES: _("Reviewed: continues"),
        ReviewOutcome.CHANGED: _("Reviewed: continues with another text"),
        ReviewOutcome.CONCLUDED: _("Concluded"),
    }
    return (
        record_cell(composer, priority, priority.shown_title),
        Cell(composer.words(one.meeting.shown_title)) if one.meeting else text_cell(""),
        day_cell(priority.adopted_on),
        text_cell(outcomes[ReviewOutcome(last[0].outcome)] if last else _("Stands")),
    )
