"""Commitment by commitment: what was reported and by what it is seen, what was not, and all of them."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.rounds.report import Said
from enlace.consultations.models import Approach
from enlace.core.texts import Text
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.round import sources
from enlace.reports.round.facts import AskedCommitment, AskedLine, RoundFacts

LONGEST = 600
"""Letters of a report that stand here; the rest is read where it stands."""


def reported(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    """A row for each commitment and party, by level."""
    source = sources.of_progress(facts, composer) if facts.told else 0
    columns = (
        Column(_("Commitment"), share=4),
        Column(_("Reported by"), share=3),
        Column(_("How far"), share=3),
        Column(_("What was done"), share=5),
        Column(_("Evidence"), numeric=True, share=2),
    )
    for level in Approach:
        found = [
            _report(commitment, one, composer)
            for commitment in facts.of_level(level)
            for one in commitment.lines
            if not one.line.is_silent
        ]
        if found:
            yield Table(capfirst(str(level.label)), columns, tuple(found), source)


def _report(commitment: AskedCommitment, one: AskedLine, composer: Composer) -> tuple[Cell, ...]:
    line = one.line
    link = composer.absolute(line.progress.get_absolute_url()) if line.progress else ""
    return (
        _named(commitment, composer),
        Cell(composer.words(one.by.name)),
        Cell(Words(_how_far(one, composer))),
        Cell(_done(one, composer), link),
        Cell(Words(_evidence(commitment, one, composer))),
    )


def _done(one: AskedLine, composer: Composer) -> Words:
    if one.line.said is Said.KEPT_BACK:
        return Words(_("Reported, for fewer readers"))
    if one.line.said is Said.TAKEN_BACK:
        return Words(_("Reported, and taken back since"))
    text = one.line.progress.shown_text if one.line.progress else Text("", composer.language, False)
    if not text:
        return Words(_("In figures alone"))
    words = composer.words(text)
    return words if len(words.text) <= LONGEST else Words(f"{words.text[:LONGEST].rstrip()}…", words.language)


def _how_far(one: AskedLine, composer: Composer) -> str:
    """A percentage, or the value of an indicator, and of which day."""
    line, said = one.line, []
    if line.progress is None:
        return ""
    if line.percent is not None:
        percent = composer.figure(f"progress.{line.progress.pk}.percent", line.percent)
        said.append(f"{number_in_words(percent)}\N{NO-BREAK SPACE}%")
    elif line.value:
        milestone = line.progress.milestone
        indicator = str(milestone.shown_indicator or milestone.shown_title) if milestone else ""
        said.append(f"{line.value} ({indicator})" if indicator else line.value)
    if line.as_of:
        said.append(_("as of %(day)s") % {"day": day_in_words(line.as_of)})
    return ", ".join(said)


def _evidence(commitment: AskedCommitment, one: AskedLine, composer: Composer) -> str:
    if one.line.progress is None:
        return ""
    kind, pk = one.by.body
    key = f"commitment.{commitment.commitment.pk}.{kind}.{pk}.evidence"
    return number_in_words(composer.figure(key, one.line.evidence))


def not_reported(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    """Where a party said nothing; and who said nothing at all."""
    if not facts.report.bodies:
        return
    source = sources.of_commitments(facts, composer)
    silent = composer.figure("bodies.silent", len(facts.report.silent))
    names = ", ".join(str(one.name) for one in facts.report.silent)
    said = ngettext(
        "One state or observer has no report in the round: %(names)s.",
        "%(count)s states and observers have no report in the round: %(names)s.",
        silent,
    )
    none = _("Every state and observer of which a report was asked has reported on something.")
    yield paragraph((said if silent else none) % {"count": number_in_words(silent), "names": names}, source)
    if composer.figure("commitments.unreported", len(facts.untold)):
        rows = tuple(
            (
                _named(one, composer),
                Cell(Words(capfirst(str(Approach(one.level).label)))),
                Cell(Words(", ".join(str(line.by.name) for line in one.silent))),
            )
            for one in facts.untold
        )
        columns = (
            Column(_("Commitment"), share=5),
            Column(_("Level"), share=2),
            Column(_("Nothing reported by"), share=4),
        )
        yield Table(_("Without a report of every party"), columns, rows, source)


def annex(facts: RoundFacts, composer: Composer) -> Iterator[Block]:
    """Every commitment that the figures count."""
    source = sources.of_commitments(facts, composer) if facts.commitments else 0
    columns = (
        Column(_("Commitment"), share=5),
        Column(_("Asked of"), share=4),
        Column(_("Reports given"), numeric=True, share=2),
        Column(_("Evidence"), numeric=True, share=2),
    )
    for level in Approach:
        if found := facts.of_level(level):
            yield Table(capfirst(str(level.label)), columns, tuple(_line(one, composer) for one in found), source)


def _line(one: AskedCommitment, composer: Composer) -> tuple[Cell, ...]:
    key = f"commitment.{one.commitment.pk}"
    given = _("%(part)s of %(whole)s") % {
        "part": number_in_words(composer.figure(f"{key}.reports", one.reports)),
        "whole": number_in_words(composer.figure(f"{key}.asked", len(one.lines))),
    }
    evidence = number_in_words(composer.figure(f"{key}.evidence", one.evidence))
    return _named(one, composer), Cell(Words(one.parties)), Cell(Words(given)), Cell(Words(evidence))


def _named(one: AskedCommitment, composer: Composer) -> Cell:
    return Cell(composer.words(one.title), composer.absolute(one.commitment.get_absolute_url()), mark_of(one))
