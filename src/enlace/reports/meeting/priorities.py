"""What the forum adopted and reviewed, and the common ground that the consultation before it found."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.models import PriorityReview
from enlace.consultations.results import sentences
from enlace.consultations.results.shown import Finding
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Note, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.meeting import sources
from enlace.reports.meeting.edition import said
from enlace.reports.meeting.facts import Ground, MeetingFacts


def priorities(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    if adopted := composer.figure("priorities", len(facts.adopted)):
        source = sources.of_adopted(facts, composer)
        words = ngettext("The meeting adopted one priority.", "The meeting adopted %(count)s priorities.", adopted)
        yield paragraph(words % {"count": number_in_words(adopted)}, source)
        rows = tuple(
            (
                Cell(composer.words(one.shown_title), composer.absolute(one.get_absolute_url()), mark_of(one)),
                Cell(Words(day_in_words(one.adopted_on))),
            )
            for one in facts.adopted
        )
        columns = (Column(_("Priority"), share=4), Column(_("Adopted on"), share=2))
        yield Table(_("Priorities adopted"), columns, rows, source)
    if reviewed := composer.figure("priorities.reviewed", len(facts.reviews)):
        source = sources.of_reviews(facts, composer)
        words = ngettext(
            "The meeting reviewed one earlier priority.", "The meeting reviewed %(count)s earlier priorities.", reviewed
        )
        yield paragraph(words % {"count": number_in_words(reviewed)}, source)
        told = (Column(_("Priority"), share=4), Column(_("Outcome"), share=2), Column(_("Note"), share=3))
        reviews = tuple(_review(one, composer) for one in facts.reviews)
        yield Table(_("Priorities reviewed"), told, reviews, source)


def _review(one: PriorityReview, composer: Composer) -> tuple[Cell, ...]:
    priority = one.priority
    return (
        Cell(composer.words(priority.shown_title), composer.absolute(priority.get_absolute_url()), mark_of(priority)),
        Cell(Words(capfirst(str(one.get_outcome_display())))),
        Cell(composer.words(one.shown_note)),
    )


def common_ground(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """Of each consultation that prepared the meeting and whose result is public."""
    for ground in facts.grounds:
        consultation, result = ground.consultation, ground.result
        source = sources.of_ground(ground, facts, composer)
        yield Heading(composer.words(consultation.shown_question))
        if mark := mark_of(consultation):
            yield Note(Words(mark))
        if result.too_few or not result.voices.total:
            yield paragraph(sentences.few(result), source)
        else:
            _remembered(ground, composer)
            yield paragraph(sentences.lead(result), source)
            supported = _("What all groups support") if result.distinct else _("What most support")
            yield from _findings(supported, result.common, composer, source)
            parting = [one.finding for one in result.divisions]
            yield from _findings(_("Where opinions part"), parting, composer, source)
            if result.voices.about:
                yield Note(Words(_("Answers were anonymous. So that none can be guessed, counts are rounded.")))
        words = consultation.result.shown_text
        yield from said(words.text, composer.words(words).language)


def _remembered(ground: Ground, composer: Composer) -> None:
    """The numbers that the first sentences say."""
    key, result = f"consultation.{ground.consultation.pk}", ground.result
    if not result.voices.about:
        composer.figure(f"{key}.voices", result.voices.total)
    answered = sum(result.anonymous or one.tally.seen > 0 for one in result.consensus)
    composer.figure(f"{key}.statements", answered)
    composer.figure(f"{key}.common", len(result.common))
    composer.figure(f"{key}.divisions", len(result.divisions))


def _findings(caption: str, found: Sequence[Finding], composer: Composer, source: int) -> Iterator[Block]:
    if found:
        numbers = (_("Agree"), _("Disagree"), _("Pass"))
        columns = (Column(_("Statement"), share=5), *(Column(label, numeric=True) for label in numbers))
        yield Table(caption, columns, tuple(_finding(one, composer) for one in found), source)


def _finding(one: Finding, composer: Composer) -> tuple[Cell, ...]:
    key, tally = f"statement.{one.statement.id}", one.tally
    counts = {"agree": tally.agree, "disagree": tally.disagree, "pass": tally.passed}
    numbers = [composer.figure(f"{key}.{name}", count) for name, count in counts.items()]
    return (Cell(composer.words(one.statement.text)), *(Cell(Words(number_in_words(count))) for count in numbers))
