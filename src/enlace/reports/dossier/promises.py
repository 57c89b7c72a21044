"""What the state promised, how far it is, and by what that is seen."""

from collections.abc import Iterator

from babel.numbers import format_percent
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.lineage.acts import Outcome, Standing
from enlace.commitments.making.words import act_in_words
from enlace.commitments.models import Evidence, Milestone
from enlace.commitments.progress.stages import Stage, stage_of
from enlace.core.clock import today
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Paragraph, Points, Run, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import Row, day_cell, iso, record_cell, row, run_of, sourced, text_cell
from enlace.reports.dossier.promise_facts import Promise, Report


def commitments(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found, words = facts.promises.commitments, {"state": facts.state.name}
    if not (count := composer.figure("commitments", len(found))):
        return
    rows = [_kept(one, composer) for one in found]
    path = f"{reverse('commitments:commitments')}?state={facts.state.code}"
    source = sourced(composer, "commitments", _("Commitments of %(state)s, with its drafts") % words, path, rows)
    said = ngettext(
        "%(state)s is party to one commitment, drafts included.",
        "%(state)s is party to %(count)s commitments, drafts included.",
        count,
    )
    stands = composer.figure("commitments.stand", sum(one.standing is Standing.STANDS for one in found))
    left = ngettext("One stands today.", "%(count)s stand today.", stands)
    sentences = [
        said % {"count": number_in_words(count), **words},
        (left if stands else _("None stands today.")) % {"count": number_in_words(stands)},
    ]
    yield paragraph(" ".join(sentences), source)
    columns = (
        Column(_("Commitment"), share=5),
        Column(_("Level"), share=2),
        Column(_("Where it stands"), share=3),
        Column(_("To be achieved by"), share=3),
        Column(_("Reports"), numeric=True, share=2),
    )
    yield Table(_("All commitments"), columns, tuple(_line(one, composer) for one in found), source)
    for one in found:
        yield from _in_full(one, composer, source)


def _line(one: Promise, composer: Composer) -> tuple[Cell, ...]:
    commitment = one.commitment
    reports = composer.figure(f"commitment.{commitment.pk}.reports", len(one.reports))
    return (
        record_cell(composer, commitment, commitment.shown_title),
        text_cell(capfirst(str(commitment.get_approach_display()))),
        text_cell(_standing_of(one)),
        day_cell(commitment.due_on),
        text_cell(number_in_words(reports)),
    )


def _in_full(one: Promise, composer: Composer, source: int) -> Iterator[Block]:
    commitment = one.commitment
    yield Heading(composer.words(commitment.shown_title))
    facts: list[tuple[Run, ...]] = [_fact(_("Parties"), ", ".join(str(party.name) for party in one.parties))]
    if one.standing is not Standing.STANDS:
        facts.append(_fact(_("Where it stands"), _standing_of(one)))
    if one.missing:
        facts.append(_fact(_("The word is missing of"), ", ".join(str(party.name) for party in one.missing)))
    facts += [_fact(act_in_words(act), day_in_words(act.happened_on)) for act in one.acts if act.in_force_at]
    if commitment.shown_responsible:
        facts.append((Run(_("Responsible institution") + ": "), run_of(composer, commitment.shown_responsible)))
    yield Points(tuple(facts))
    language = composer.words(commitment.shown_text).language
    for part in str(commitment.shown_text).splitlines():
        if part.strip():
            yield Paragraph((Run(part.strip(), language),))
    yield from _milestones(one, composer, source)
    yield from _progress(one, composer, source)


def _milestones(one: Promise, composer: Composer, source: int) -> Iterator[Block]:
    if composer.figure(f"commitment.{one.commitment.pk}.milestones", len(one.milestones)):
        rows = [
            (
                Cell(composer.words(each.shown_title), mark=_("Its day has passed") if _is_late(each, one) else ""),
                day_cell(each.due_on),
                day_cell(each.reached_on) if each.reached_on else text_cell(_("Not yet")),
            )
            for each in one.milestones
        ]
        columns = (Column(_("Milestone"), share=5), Column(_("Until"), share=2), Column(_("Reached on"), share=2))
        yield Table(_("Milestones"), columns, tuple(rows), source)


def _is_late(milestone: Milestone, one: Promise) -> bool:
    late = milestone.reached_on is None and milestone.due_on is not None and milestone.due_on < today()
    return late and one.standing is Standing.STANDS


def _progress(one: Promise, composer: Composer, source: int) -> Iterator[Block]:
    evidence = composer.figure(f"commitment.{one.commitment.pk}.evidence", one.evidence)
    if not one.reports:
        yield paragraph(_("Nothing reported"))
        return
    columns = (
        Column(_("As of"), share=2),
        Column(_("What was done"), share=6),
        Column(_("How far"), share=2),
        Column(_("The report"), share=2),
    )
    yield Table(_("Its reports"), columns, tuple(_report(each, composer) for each in one.reports), source)
    if evidence:
        yield paragraph(_("Evidence:"))
        yield Points(tuple(_evidence(each, composer) for report in one.reports for each in report.evidence))


def _report(one: Report, composer: Composer) -> tuple[Cell, ...]:
    progress, stage = one.progress, stage_of(one.progress)
    stages = {
        Stage.DRAFT: _("Draft"),
        Stage.SENT_BACK: _("Draft, sent back by the validator"),
        Stage.WAITING: _("Draft, waits for the validator"),
        Stage.CLEARED: _("Cleared"),
        Stage.TAKEN_BACK: _("Taken back"),
    }
    address = composer.absolute(progress.get_absolute_url())
    far = "" if progress.percent is None else format_percent(progress.percent / 100, locale=composer.language)
    return (
        Cell(Words(day_in_words(progress.reported_on)), address, mark_of(progress)),
        Cell(composer.words(progress.shown_text)),
        text_cell(far),
        text_cell(stages[stage]),
    )


def _evidence(one: Evidence, composer: Composer) -> tuple[Run, ...]:
    link = one.link if one.link.startswith(("http://", "https://")) else one.get_absolute_url()
    runs = [run_of(composer, one.shown_title, link)]
    return (*runs, Run(f" · {one.citation}")) if one.citation else tuple(runs)


def _standing_of(one: Promise) -> str:
    outcomes = {
        Outcome.ACHIEVED: _("Closed: achieved"),
        Outcome.SUPERSEDED: _("Closed: superseded by another"),
        Outcome.WITHDRAWN: _("Closed: withdrawn"),
    }
    if one.life.outcome:
        return outcomes[one.life.outcome]
    standings = {
        Standing.STANDS: _("Stands"),
        Standing.AWAITING: _("Waits for the word of a party"),
        Standing.DRAFT: _("Draft"),
    }
    return standings[one.standing]


def _fact(label: str, said: str) -> tuple[Run, ...]:
    return Run(f"{label}: "), Run(said)


def _kept(one: Promise, composer: Composer) -> Row:
    commitment = one.commitment
    return row(
        composer,
        commitment,
        commitment.shown_title,
        level=commitment.approach,
        standing=one.standing.value,
        outcome=one.life.outcome.value if one.life.outcome else "",
        due_on=iso(commitment.due_on),
        reports=len(one.reports),
        evidence=one.evidence,
    )
