"""What was reported on the commitments in the year, and by what it is seen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.commitment_years import Reported, YearOfCommitment
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words

LONGEST = 280
"""Letters of a report that the table repeats; the record has it whole."""


def progress(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    reports = composer.figure("reports", sum(one.reports for one in facts.commitments))
    evidence = composer.figure("evidence", sum(one.evidence for one in facts.commitments))
    if not reports:
        return
    source = sources.of_progress(facts, composer)
    yield Heading(Words(_("Progress and evidence")))
    yield paragraph(f"{_reports(reports)} {_evidence(evidence)}", source)
    columns = (
        Column(_("Commitment"), share=4),
        Column(_("What was reported"), share=6),
        Column(_("Day"), share=3),
        Column(_("Evidence"), numeric=True, share=2),
    )
    rows = tuple(_line(one, report, composer) for one in facts.commitments for report in one.progress)
    yield Table(_("Progress reported in %(year)s") % {"year": facts.year}, columns, rows, source)


def _reports(count: int) -> str:
    said = ngettext("One report of progress is public.", "%(count)s reports of progress are public.", count)
    return said % {"count": number_in_words(count)}


def _evidence(count: int) -> str:
    if not count:
        return _("No evidence of it is public.")
    said = ngettext(
        "One piece of evidence can be seen by everybody.",
        "%(count)s pieces of evidence can be seen by everybody.",
        count,
    )
    return said % {"count": number_in_words(count)}


def _line(one: YearOfCommitment, report: Reported, composer: Composer) -> tuple[Cell, ...]:
    key, record = f"progress.{report.progress.pk}", report.progress
    return (
        Cell(composer.words(one.commitment.shown_title), composer.absolute(one.commitment.get_absolute_url())),
        Cell(_reported(report, composer), composer.absolute(record.get_absolute_url()), mark_of(record)),
        Cell(Words(day_in_words(record.reported_on))),
        Cell(Words(number_in_words(composer.figure(f"{key}.evidence", report.evidence)))),
    )


def _reported(report: Reported, composer: Composer) -> Words:
    """Its words; the percentage where it has none."""
    said = composer.words(report.progress.shown_text)
    if said:
        return Words(shortened(said.text), said.language)
    if report.progress.percent is None:
        return Words(_("Without words"))
    percent = composer.figure(f"progress.{report.progress.pk}.percent", report.progress.percent)
    return Words(_("%(percent)s%% done") % {"percent": number_in_words(percent)})


def shortened(text: str, longest: int = LONGEST) -> str:
    """In one line that ends with a whole word and, where something is left out, with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
