"""The round in figures: what was asked and reported, by level, by state and observer."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.rounds.report import BodyReport
from enlace.consultations.models import Approach
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Bar, Bars, Block, Cell, Column, KeyFigure, KeyFigures, Note, Table, Words
from enlace.reports.document.composer import Composer, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.round import sources
from enlace.reports.round.facts import AskedCommitment, RoundFacts


def figures(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    review_round, report = facts.review_round, facts.report
    if review_round is None:
        yield paragraph(_("There is no report of this review round that everybody may read."))
        return
    source = sources.of_bodies(facts, composer)
    closed = localdate(review_round.closed_at) if review_round.closed_at else review_round.closes_on
    days = {
        "first": day_in_words(review_round.opens_on),
        "last": day_in_words(review_round.closes_on),
        "closed": day_in_words(closed),
    }
    yield paragraph(
        _("The round asked for reports from %(first)s to %(last)s. It closed on %(closed)s.") % days, source
    )
    if facts.meeting:
        yield paragraph(_("It prepared this meeting: %(meeting)s.") % {"meeting": facts.meeting.shown_title})
    if not report.bodies:
        yield paragraph(_("No report was asked on any commitment that is public."), source)
        return
    if items := tuple(_key_figures(facts, composer, source)):
        yield KeyFigures(items)
    for sentence in _sentences(facts, composer):
        yield paragraph(sentence, source)
    yield Note(Words(_("States and observers report in their own words, and states clear what they report.")))
    if facts.illustrative:
        yield Note(Words(_("Records that were written for the demonstration carry the mark “Illustrative”.")))


def _key_figures(facts: RoundFacts, composer: Composer, source: int) -> Iterator[KeyFigure]:
    """Those that are not nothing."""
    report, told = facts.report, len(facts.told)
    by_commitment, given = sources.of_commitments(facts, composer), sources.of_progress(facts, composer)
    if report.reporting:
        label = ngettext("state or observer reported", "states and observers reported", report.reporting)
        yield composer.key_figure("bodies.reporting", report.reporting, label, source)
    if told:
        label = ngettext("commitment with a report", "commitments with a report", told)
        yield composer.key_figure("commitments.reported", told, label, by_commitment)
    if report.reported:
        label = ngettext("report given", "reports given", report.reported)
        yield composer.key_figure("reports", report.reported, label, given)
    if report.evidence:
        label = ngettext("piece of public evidence", "pieces of public evidence", report.evidence)
        yield composer.key_figure("evidence", report.evidence, label, given)


def _sentences(facts: RoundFacts, composer: Composer) -> Iterator[str]:
    report = facts.report
    asked, total = composer.figure("asked", report.asked), composer.figure("commitments", len(facts.commitments))
    bodies = composer.figure("bodies", len(report.bodies))
    on = ngettext("one public commitment", "%(count)s public commitments", total)
    of = ngettext("one state or observer", "%(count)s states and observers", bodies)
    said = ngettext(
        "One report was asked, on %(commitments)s, of %(bodies)s.",
        "%(count)s reports were asked, on %(commitments)s, of %(bodies)s: of each party to a commitment, one.",
        asked,
    )
    yield said % {
        "count": number_in_words(asked),
        "commitments": on % {"count": number_in_words(total)},
        "bodies": of % {"count": number_in_words(bodies)},
    }
    given = composer.figure("reports", report.reported)
    said = ngettext("One of them was given.", "%(count)s of them were given.", given)
    yield (said if given else _("None was given.")) % {"count": number_in_words(given)}


def levels(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    if not facts.commitments:
        return
    source = sources.of_commitments(facts, composer)
    if facts.told:
        bars = tuple(_bar(level, facts) for level in Approach if facts.of_level(level))
        yield Bars(
            caption=_("Commitments on which at least one party reported, of each level"),
            alternative="; ".join(f"{bar.label}: {bar.said}" for bar in bars),
            bars=bars,
            source=source,
        )
    rows = [
        _level(capfirst(str(level.label)), f"level.{level.value}", facts.of_level(level), composer)
        for level in Approach
    ]
    rows.append(_level(_("Total"), "level.all", facts.commitments, composer))
    numbers = (_("Commitments"), _("With a report"), _("Reports asked"), _("Reports given"), _("Evidence"))
    columns = (Column(_("Level"), share=2), *(Column(label, numeric=True, share=2) for label in numbers))
    yield Table(_("The round by level"), columns, tuple(rows), source, total=True)


def _bar(level: Approach, facts: RoundFacts) -> Bar:
    found = facts.of_level(level)
    told = sum(bool(one.reports) for one in found)
    said = _("%(part)s of %(whole)s") % {"part": number_in_words(told), "whole": number_in_words(len(found))}
    return Bar(capfirst(str(level.label)), told, len(found), said)


def _level(label: str, key: str, found: Sequence[AskedCommitment], composer: Composer) -> tuple[Cell, ...]:
    counts = {
        "commitments": len(found),
        "reported": sum(bool(one.reports) for one in found),
        "asked": sum(len(one.lines) for one in found),
        "reports": sum(one.reports for one in found),
        "evidence": sum(one.evidence for one in found),
    }
    return (Cell(Words(label)), *_numbers(key, counts, composer))


def bodies(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    report = facts.report
    if not report.bodies:
        return
    source = sources.of_bodies(facts, composer)
    rows = [_body(one, composer) for one in report.bodies]
    counts = {"asked": report.asked, "reports": report.reported, "evidence": report.evidence}
    rows.append((Cell(Words(_("Total"))), *_numbers("body.all", counts, composer)))
    numbers = (_("Reports asked"), _("Reports given"), _("Evidence"))
    columns = (Column(_("State or observer"), share=3), *(Column(label, numeric=True) for label in numbers))
    yield Table(_("Reports asked and given"), columns, tuple(rows), source, total=True)
    if report.unasked:
        names = ", ".join(str(name) for name in report.unasked)
        yield paragraph(_("No public commitment to report on had: %(names)s.") % {"names": names}, source)


def _body(one: BodyReport, composer: Composer) -> tuple[Cell, ...]:
    evidence = sum(line.evidence for line in one.lines)
    counts = {"asked": len(one.lines), "reports": one.reported, "evidence": evidence}
    kind, pk = one.body
    return (Cell(composer.words(one.name)), *_numbers(f"{kind}.{pk}", counts, composer))


def _numbers(key: str, counts: dict[str, int], composer: Composer) -> Iterator[Cell]:
    for name, count in counts.items():
        yield Cell(Words(number_in_words(composer.figure(f"{key}.{name}", count))))
