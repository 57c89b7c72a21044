from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.models import Approach
from enlace.reports.annual import sources
from enlace.reports.annual.commitment_years import YearOfCommitment
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.annual.progress import progress
from enlace.reports.document.blocks import Bar, Bars, Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words


def initiatives(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    source = sources.of_commitments(facts, composer)
    if not facts.commitments:
        yield paragraph(_("No public commitment is on record for %(year)s.") % {"year": facts.year}, source)
        return
    yield paragraph(" ".join(_sentences(facts, composer)), source)
    yield _levels(facts, composer, source)
    if facts.reported:
        yield _bars(facts, source)
    yield from progress(facts, composer)


def _bars(facts: AnnualFacts, source: int) -> Bars:
    bars = tuple(_bar(level, facts) for level in Approach)
    return Bars(
        caption=_("With progress reported in the year, of each level"),
        alternative="; ".join(f"{bar.label}: {bar.said}" for bar in bars),
        bars=bars,
        source=source,
    )


def _sentences(facts: AnnualFacts, composer: Composer) -> Iterator[str]:
    year = {"year": facts.year}
    made = composer.figure("commitments.made", len(facts.made))
    said = ngettext("In %(year)s one commitment was made.", "In %(year)s %(count)s commitments were made.", made)
    yield (said if made else _("In %(year)s no commitment was made.")) % {"count": number_in_words(made), **year}
    if renewed := composer.figure("commitments.renewed", len(facts.renewed)):
        said = ngettext("One commitment was renewed.", "%(count)s commitments were renewed.", renewed)
        yield said % {"count": number_in_words(renewed)}
    total = composer.figure("commitments", len(facts.commitments))
    reported = composer.figure("commitments.reported", len(facts.reported))
    said = ngettext(
        "Progress was reported on one of the %(total)s that stood during the year.",
        "Progress was reported on %(count)s of the %(total)s that stood during the year.",
        reported,
    )
    none = _("Nothing was reported on the %(total)s that stood during the year.")
    yield (said if reported else none) % {"count": number_in_words(reported), "total": number_in_words(total)}
    if done := composer.figure("commitments.achieved", len(facts.achieved)):
        said = ngettext("One commitment was achieved.", "%(count)s commitments were achieved.", done)
        yield said % {"count": number_in_words(done)}


def _levels(facts: AnnualFacts, composer: Composer, source: int) -> Table:
    rows = [
        _row(capfirst(str(level.label)), f"level.{level.value}", facts.of_level(level), composer) for level in Approach
    ]
    rows.append(_row(_("Total"), "level.all", facts.commitments, composer))
    numbers = (_("Made"), _("Renewed"), _("Stand at the end"), _("With progress"), _("Achieved"))
    columns = (Column(_("Level"), share=2), *(Column(label, numeric=True) for label in numbers))
    return Table(_("Commitments of %(year)s by level") % {"year": facts.year}, columns, tuple(rows), source, total=True)


def _row(label: str, key: str, found: Sequence[YearOfCommitment], composer: Composer) -> tuple[Cell, ...]:
    counts = {
        "made": sum(one.made for one in found),
        "renewed": sum(one.renewed for one in found),
        "stand": sum(one.stands for one in found),
        "reported": sum(one.is_reported for one in found),
        "achieved": sum(one.is_achieved for one in found),
    }
    numbers = [composer.figure(f"{key}.{name}", count) for name, count in counts.items()]
    return (Cell(Words(label)), *(Cell(Words(number_in_words(one))) for one in numbers))


def _bar(level: Approach, facts: AnnualFacts) -> Bar:
    of_level = facts.of_level(level)
    reported = sum(one.is_reported for one in of_level)
    said = _("%(part)s of %(whole)s") % {
        "part": number_in_words(reported),
        "whole": number_in_words(len(of_level)),
    }
    return Bar(capfirst(str(level.label)), reported, len(of_level), said)


def commitments(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    """The annex: every commitment that the figures count."""
    columns = (
        Column(_("Commitment"), share=5),
        Column(_("Of"), share=3),
        Column(_("At the end of the year"), share=2),
        Column(_("Reports"), numeric=True),
    )
    source = sources.of_commitments(facts, composer)
    for level in Approach:
        if found := facts.of_level(level):
            rows = tuple(_line(one, composer) for one in found)
            yield Table(capfirst(str(level.label)), columns, rows, source)


def _line(one: YearOfCommitment, composer: Composer) -> tuple[Cell, ...]:
    commitment = one.commitment
    reports = composer.figure(f"commitment.{commitment.pk}.reports", one.reports)
    outcomes = {"achieved": _("Achieved"), "superseded": _("Superseded"), "withdrawn": _("Withdrawn")}
    return (
        Cell(
            composer.words(commitment.shown_title),
            composer.absolute(commitment.get_absolute_url()),
            mark_of(commitment),
        ),
        Cell(Words(", ".join(one.parties))),
        Cell(Words(_("Stands") if one.stands else outcomes[one.outcome])),
        Cell(Words(number_in_words(reports))),
    )
