"""Commitments: what became of them since the meeting before, and what was made and renewed at this one."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enlace.commitments.lineage.acts import Kind
from enlace.commitments.making.words import act_in_words
from enlace.commitments.models import Progress
from enlace.consultations.models import Approach
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.meeting import sources
from enlace.reports.meeting.acts import Act, SinceLast, of_kind, of_level
from enlace.reports.meeting.facts import MeetingFacts


def since_last(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    since = facts.since
    if since is None:
        return
    source = sources.of_since(since, composer)
    title = {"meeting": since.before.shown_title}
    if not since.acts and not since.reports:
        none = _("Since the last meeting on record (%(meeting)s) there is no public act or report on commitments.")
        yield paragraph(none % title, source)
        return
    yield paragraph(_("The last meeting on record before this one is: %(meeting)s.") % title)
    yield from _since_sentences(since, composer, source)
    yield _levels(since, composer, source)
    if since.acts:
        rows = tuple(
            (
                _commitment(one, composer),
                Cell(Words(", ".join(one.parties))),
                Cell(Words(act_in_words(one.event))),
                Cell(Words(day_in_words(one.event.happened_on))),
            )
            for one in since.acts
        )
        columns = (Column(_("Commitment"), share=5), Column(_("Of"), share=3), Column(_("Act"), share=2))
        yield Table(_("What parties did between the two meetings"), (*columns, Column(_("Day"), share=2)), rows, source)


def _since_sentences(since: SinceLast, composer: Composer, source: int) -> Iterator[Block]:
    if acts := composer.figure("since.acts", len(since.acts)):
        said = ngettext(
            "Since then one act came into force on a public commitment.",
            "Since then %(count)s acts came into force on public commitments.",
            acts,
        )
        yield paragraph(said % {"count": number_in_words(acts)}, source)
    reports = composer.figure("since.reports", len(since.reports))
    reported = sources.of_progress(since, composer) if reports else source
    said = ngettext("One report on progress was published.", "%(count)s reports on progress were published.", reports)
    none = _("No report on progress was published.")
    yield paragraph((said if reports else none) % {"count": number_in_words(reports)}, reported)


def _levels(since: SinceLast, composer: Composer, source: int) -> Table:
    rows = [
        _row(
            capfirst(str(level.label)),
            f"since.{level.value}",
            of_level(since.acts, level),
            since.reports_of(level),
            since,
            composer,
        )
        for level in Approach
    ]
    rows.append(_row(_("Total"), "since.all", since.acts, since.reports, since, composer))
    numbers = (_("Made"), _("Renewed"), _("Amended"), pgettext("a commitment", "Closed"), _("Reports"), _("Evidence"))
    columns = (Column(_("Level"), share=2), *(Column(label, numeric=True) for label in numbers))
    return Table(_("Since the last meeting, by level"), columns, tuple(rows), source, total=True)


def _row(
    label: str, key: str, acts: Sequence[Act], reports: Sequence[Progress], since: SinceLast, composer: Composer
) -> tuple[Cell, ...]:
    counts = {kind.value: len(of_kind(acts, kind)) for kind in Kind}
    counts |= {"reports": len(reports), "evidence": since.evidence_of(reports)}
    numbers = [composer.figure(f"{key}.{name}", count) for name, count in counts.items()]
    return (Cell(Words(label)), *(Cell(Words(number_in_words(one))) for one in numbers))


def commitments(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """What was made, renewed, amended and closed at the meeting, by level."""
    if not facts.acts:
        return
    source = sources.of_acts(facts, composer)
    for sentence in _sentences(facts, composer):
        yield paragraph(sentence, source)
    for level in Approach:
        if found := of_level(facts.acts, level):
            count = composer.figure(f"commitments.{level.value}", len(found))
            rows = tuple(
                (
                    _commitment(one, composer),
                    Cell(Words(", ".join(one.parties))),
                    Cell(Words(act_in_words(one.event))),
                )
                for one in found
            )
            columns = (Column(_("Commitment"), share=5), Column(_("Of"), share=3), Column(_("Act"), share=2))
            caption = f"{capfirst(str(level.label))} ({number_in_words(count)})"
            yield Table(caption, columns, rows, source)


def _sentences(facts: MeetingFacts, composer: Composer) -> Iterator[str]:
    made = composer.figure("commitments.made", len(of_kind(facts.acts, Kind.MADE)))
    said = ngettext("At the meeting one commitment was made.", "At the meeting %(count)s commitments were made.", made)
    none = _("At the meeting no public commitment was made.")
    yield (said if made else none) % {"count": number_in_words(made)}
    if renewed := composer.figure("commitments.renewed", len(of_kind(facts.acts, Kind.RENEWED))):
        said = ngettext("One commitment was renewed.", "%(count)s commitments were renewed.", renewed)
        yield said % {"count": number_in_words(renewed)}
    if amended := composer.figure("commitments.amended", len(of_kind(facts.acts, Kind.AMENDED))):
        said = ngettext("One commitment was amended.", "%(count)s commitments were amended.", amended)
        yield said % {"count": number_in_words(amended)}
    if closed := composer.figure("commitments.closed", len(of_kind(facts.acts, Kind.CLOSED))):
        said = ngettext("One commitment was closed.", "%(count)s commitments were closed.", closed)
        yield said % {"count": number_in_words(closed)}


def _commitment(one: Act, composer: Composer) -> Cell:
    address = composer.absolute(one.commitment.get_absolute_url())
    return Cell(composer.words(one.title), address, mark_of(one.commitment))
