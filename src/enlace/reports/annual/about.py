"""What the report is, and how its figures are counted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.network.dated import day_in_words
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Heading, Paragraph, Points, Run, Words
from enlace.reports.document.composer import Composer, paragraph


def about_report(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    values = {"year": facts.year, "day": day_in_words(facts.day), "drafted": day_in_words(facts.drafted_on)}
    told = _("This report tells what the network did in %(year)s.") % values
    drafted = _("It was drafted on %(drafted)s from the network's record.") % values
    yield paragraph(f"{told} {drafted}")
    yield paragraph(_("It holds what everybody may read, and nothing that is a draft or for members alone."))
    if facts.day.year == facts.drafted_on.year:
        yield paragraph(_("The year is not over: the figures tell what had happened by %(day)s.") % values)
    yield Heading(Words(_("How the figures are counted")))
    yield Points(tuple((Run(sentence % values),) for sentence in _rules()))
    if facts.illustrative:
        yield Paragraph((Run(_("Records that were written for the demonstration carry the mark “Illustrative”.")),))


def _rules() -> Iterator[str]:
    yield _("The composition is that of %(day)s, whatever has changed since.")
    yield _("A commitment counts in %(year)s when it stood on at least one day of the year.")
    yield _("It counts as with progress where a public report on it is dated within the year.")
    yield _("A state is counted as present at a meeting where its delegation took part, or where the record says so.")
    yield _("The small number beside a figure leads to its source, at the end of the report.")
