"""What the register holds of the state's mechanism, its questionnaires and its practice notes."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.mechanisms.lessons.standing import stage_of
from enlace.mechanisms.models import Mechanism, PracticeNote
from enlace.mechanisms.questionnaires.queries import Counted
from enlace.mechanisms.questionnaires.standing import Stage
from enlace.mechanisms.register.facts import facts_of
from enlace.mechanisms.register.shown import ShownFact, shown_sections
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import day_cell, iso, record_cell, row, sourced, text_cell


def mechanism(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    words = {"state": facts.state.name}
    found, path = facts.mechanisms, f"{reverse('mechanisms:mechanisms')}#dossier"
    composer.figure("mechanisms", len(found))
    rows = [row(composer, one, one.shown_name, published=int(one.is_published)) for one in found]
    label = _("National mechanism of %(state)s in the register") % words
    source = sourced(composer, "mechanisms", label, path, rows) if rows else 0
    if not found:
        yield paragraph(_("No national mechanism of %(state)s is on record.") % words)
    for one in found:
        yield from _mechanism(one, composer, source)
    yield from _questionnaires(facts, composer)


def _mechanism(one: Mechanism, composer: Composer, source: int) -> Iterator[Block]:
    yield Heading(composer.words(one.shown_name))
    standing = (
        _("It is published.") if one.is_published else _("It is not published: the state and the secretariat see it.")
    )
    yield paragraph(" · ".join(filter(None, [standing, mark_of(one)])))
    sections = shown_sections(facts_of(one), one.verified, contact=True)
    shown = [fact for section in sections for fact in section.facts]
    rows = tuple(_fact(fact, composer) for fact in shown)
    known = composer.figure(f"mechanism.{one.pk}.known", sum(fact.known for fact in shown))
    all_of_them = composer.figure(f"mechanism.{one.pk}.facts", len(shown))
    said = _("%(known)s of %(all)s facts are known.")
    yield paragraph(said % {"known": number_in_words(known), "all": number_in_words(all_of_them)}, source)
    columns = (Column(_("Fact"), share=3), Column(_("As recorded"), share=7), Column(_("Verified on"), share=2))
    yield Table(_("What the register says"), columns, rows, source)


def _fact(fact: ShownFact, composer: Composer) -> tuple[Cell, ...]:
    text = composer.words(fact.text)
    parts = [fact.amount, text.text, str(fact.note or ""), fact.link, fact.email, fact.phone]
    said = "\n".join(one for one in parts if one) if fact.known else fact.missing
    verified: date | None = fact.verified_on
    return (
        text_cell(fact.label),
        Cell(Words(said, text.language if fact.known else "")),
        day_cell(verified) if verified else text_cell(_("Not verified") if fact.known else ""),
    )


def _questionnaires(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.questionnaires
    if not composer.figure("questionnaires", len(found)):
        return
    rows = [_kept(one, composer) for one in found]
    label = _("Questionnaires of %(state)s") % {"state": facts.state.name}
    source = sourced(composer, "questionnaires", label, reverse("mechanisms:questionnaires"), rows)
    columns = (
        Column(_("Edition"), share=4),
        Column(_("Facts answered"), share=2),
        Column(_("Where it stands"), share=3),
        Column(_("Answers until"), share=3),
    )
    yield Table(_("Questionnaires"), columns, tuple(_questionnaire(one, composer) for one in found), source)


def _kept(one: Counted, composer: Composer) -> dict[str, object]:
    questionnaire = one.questionnaire
    title = questionnaire.edition.title.in_language()
    answered = {"answered": one.answered, "facts": one.total, "stage": one.stage.value}
    return {**row(composer, questionnaire, title, **answered), "until": iso(questionnaire.edition.due_on)}


def _questionnaire(one: Counted, composer: Composer) -> tuple[Cell, ...]:
    questionnaire, edition = one.questionnaire, one.questionnaire.edition
    stages = {
        Stage.SENT: _("to be answered"),
        Stage.ASKED_BACK: _("asked back"),
        Stage.SENT_BACK: _("sent back"),
        Stage.SUBMITTED: _("with the validator"),
        Stage.CLEARED: _("cleared"),
        Stage.ACCEPTED: _("accepted by the secretariat"),
    }
    key = f"questionnaire.{questionnaire.pk}"
    numbers = {
        "part": number_in_words(composer.figure(f"{key}.answered", one.answered)),
        "whole": number_in_words(composer.figure(f"{key}.facts", one.total)),
    }
    return (
        Cell(
            composer.words(edition.title.in_language()),
            composer.absolute(questionnaire.get_absolute_url()),
            mark_of(edition),
        ),
        text_cell(_("%(part)s of %(whole)s") % numbers),
        text_cell(capfirst(stages[one.stage])),
        day_cell(edition.due_on),
    )


def notes(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found, words = facts.notes, {"state": facts.state.name}
    if not composer.figure("notes", len(found)):
        return
    rows = [row(composer, one, one.shown_title, audience=one.audience) for one in found]
    label = _("Practice notes of %(state)s, with its drafts") % words
    source = sourced(composer, "notes", label, reverse("mechanisms:practice_notes"), rows)
    columns = (
        Column(_("Practice note"), share=5),
        Column(_("Where it stands"), share=3),
        Column(_("For whom"), share=3),
    )
    yield Table(_("Practice notes"), columns, tuple(_note(one, facts, composer) for one in found), source)
    yield from _questions(facts, composer, source)


def _note(one: PracticeNote, facts: DossierFacts, composer: Composer) -> tuple[Cell, ...]:
    stages = {
        "waiting": _("Draft, waits to be cleared"),
        "sent_back": _("Draft, sent back by the validator"),
        "cleared": _("Cleared by the state"),
        "withdrawn": _("Withdrawn note"),
    }
    stage = stage_of(one, is_sent_back=one.pk in facts.notes_sent_back)
    return (
        record_cell(composer, one, one.shown_title),
        text_cell(stages[stage.value]),
        text_cell(capfirst(str(one.get_audience_display()))),
    )


def _questions(facts: DossierFacts, composer: Composer, source: int) -> Iterator[Block]:
    if composer.figure("notes.questions", len(facts.questions)):
        rows = [
            (
                Cell(composer.words(one.note.shown_title)),
                text_cell(one.state.name),
                text_cell(one.text),
                text_cell(one.reply or _("No reply yet")),
            )
            for one in facts.questions
        ]
        columns = (
            Column(_("Practice note"), share=3),
            Column(_("State that asks"), share=2),
            Column(_("Question"), share=4),
            Column(_("What it replied"), share=4),
        )
        yield Table(_("What other states asked"), columns, tuple(rows), source)
