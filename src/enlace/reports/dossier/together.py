"""Joint strategies that the state drafts or signed, and the review rounds that asked it for reports."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.commitments.models import Strategy
from enlace.commitments.rounds.days import RoundStanding, standing_on
from enlace.commitments.strategies.queries import Phase, phase_of
from enlace.core.dates import date_in_words
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Table
from enlace.reports.document.composer import Composer
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import iso, record_cell, row, sourced, text_cell
from enlace.reports.dossier.promise_facts import ReportedRound


def strategies(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.promises.strategies
    if not composer.figure("strategies", len(found)):
        return
    rows = [row(composer, one, one.shown_title, phase=phase_of(one).value) for one in found]
    label = _("Joint strategies of %(state)s, with those that are drafted") % {"state": facts.state.name}
    source = sourced(composer, "strategies", label, reverse("commitments:strategies"), rows)
    columns = (
        Column(_("Joint strategy"), share=5),
        Column(_("Parties"), share=4),
        Column(_("Where it stands"), share=3),
        Column(_("Signed on"), share=3),
    )
    cells = tuple(_strategy(one, facts, composer) for one in found)
    yield Table(_("Joint strategies"), columns, cells, source)


def _strategy(one: Strategy, facts: DossierFacts, composer: Composer) -> tuple[Cell, ...]:
    phases = {
        Phase.DRAFTED: _("Draft"),
        Phase.SIGNING: _("Open for signature"),
        Phase.SIGNED: _("Signed, not published"),
        Phase.PUBLISHED: _("Signed and published"),
    }
    parties = list(one.parties.all())
    signed = next((party.signed_at for party in parties if party.state_id == facts.state.pk), None)
    return (
        record_cell(composer, one, one.shown_title),
        text_cell(", ".join(str(party.shown_body) for party in parties)),
        text_cell(phases[phase_of(one)]),
        text_cell(day_in_words(timezone.localdate(signed)) if signed else _("Not yet")),
    )


def rounds(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    found = facts.promises.rounds
    if not composer.figure("rounds", len(found)):
        return
    rows = [
        row(
            composer,
            one.round,
            one.round.shown_title,
            opens_on=iso(one.round.opens_on),
            closes_on=iso(one.round.closes_on),
            reports=one.reports,
        )
        for one in found
    ]
    label = _("Review rounds, and what %(state)s reported in each") % {"state": facts.state.name}
    source = sourced(composer, "rounds", label, reverse("commitments:review_rounds"), rows)
    columns = (
        Column(_("Review round"), share=5),
        Column(_("Days"), share=4),
        Column(_("Where it stands"), share=2),
        Column(_("Reports"), numeric=True, share=2),
    )
    cells = tuple(_round(one, facts, composer) for one in found)
    yield Table(_("Review rounds"), columns, cells, source)


def _round(one: ReportedRound, facts: DossierFacts, composer: Composer) -> tuple[Cell, ...]:
    standings = {RoundStanding.COMING: _("Ahead"), RoundStanding.OPEN: _("Open"), RoundStanding.CLOSED: _("Closed")}
    number = composer.figure(f"round.{one.round.pk}.reports", one.reports)
    return (
        record_cell(composer, one.round, one.round.shown_title),
        text_cell(date_in_words(one.round.opens_on, composer.language, end=one.round.closes_on)),
        text_cell(standings[standing_on(one.round, facts.day)]),
        text_cell(number_in_words(number)),
    )
