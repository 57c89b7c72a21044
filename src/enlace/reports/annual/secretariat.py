"""Who runs the Technical Secretariat: the institute and its offices, never people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, Paragraph, Run, Table
from enlace.reports.document.composer import Composer, mark_of


def secretariat(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    found = facts.secretariat
    if not found.institutes and not found.offices:
        return
    source = sources.of_secretariat(facts, composer)
    for institute in found.institutes:
        name, mark = composer.words(institute.shown_name), mark_of(institute)
        before, after = _("The Technical Secretariat is run by %(name)s.").split("%(name)s")
        yield Paragraph(
            (
                Run(before),
                Run(name.text, name.language),
                Run(f" ({mark.lower()}){after}" if mark else after, source=source),
            )
        )
    if composer.figure("secretariat.offices", len(found.offices)):
        rows = tuple((Cell(composer.words(one.shown_office), mark=mark_of(one)),) for one in found.offices)
        caption = _("Offices of the Technical Secretariat on %(day)s") % {"day": day_in_words(facts.day)}
        yield Table(caption, (Column(_("Office")),), rows, source)
