from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.network.composition import Member, Observer
from enlace.network.dated import day_in_words
from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, Cell, Column, MapTile, Note, StateMap, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words


def composition(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    """As it was on the last day of the year, whatever it became."""
    states, source = facts.composition.states, sources.of_members(facts, composer)
    day, count = day_in_words(facts.day), composer.figure("states", len(facts.composition.states))
    said = ngettext(
        "On %(day)s the network had %(count)s member state.",
        "On %(day)s the network had %(count)s member states.",
        count,
    )
    none = _("On %(day)s no state was on record as a member of the network.")
    yield paragraph((said if count else none) % {"day": day, "count": number_in_words(count)}, source)
    yield from _changes(facts, composer, source)
    if states:
        yield _map(states, day, composer, source)
        yield _members(states, composer, source)
    yield from _observers(facts.composition.observers, day, composer, source)
    for written in facts.composition.sources:
        yield Note(Words(_("Source: %(source)s") % {"source": written}))


def _changes(facts: AnnualFacts, composer: Composer, source: int) -> Iterator[Block]:
    joined, left = facts.changes.joined, facts.changes.left
    if count := composer.figure("states.joined", len(joined)):
        names = ", ".join(change.state.name for change in joined)
        said = ngettext("One state joined: %(names)s.", "%(count)s states joined: %(names)s.", count)
        yield paragraph(said % {"count": number_in_words(count), "names": names}, source)
    if count := composer.figure("states.left", len(left)):
        names = ", ".join(change.state.name for change in left)
        said = ngettext("One state left: %(names)s.", "%(count)s states left: %(names)s.", count)
        yield paragraph(said % {"count": number_in_words(count), "names": names}, source)


def _map(states: Sequence[Member], day: str, composer: Composer, source: int) -> StateMap:
    launched = [one.state.name for one in states if one.launched]
    names = ", ".join(one.state.name for one in states)
    explained = [_("Each tile stands near where its state lies; all are of one size.")]
    if launched:
        cut = _("With a cut corner, those that launched the network: %(names)s.")
        explained.append(cut % {"names": ", ".join(launched)})
    return StateMap(
        caption=_("Member states on %(day)s") % {"day": day},
        alternative=_("A map of equal tiles, one for each member state: %(names)s.") % {"names": names},
        tiles=tuple(
            MapTile(one.state.code, one.state.name, one.state.column, one.state.row, cut=one.launched) for one in states
        ),
        explained=tuple(explained),
        source=source,
    )


def _members(states: Sequence[Member], composer: Composer, source: int) -> Table:
    rows = [
        (
            Cell(Words(one.state.name), composer.absolute(one.state.get_absolute_url()), mark_of(one)),
            Cell(Words(day_in_words(one.since))),
        )
        for one in states
    ]
    return Table(_("Member states"), (Column(_("State"), share=2), Column(_("Since"))), tuple(rows), source)


def _observers(observers: Sequence[Observer], day: str, composer: Composer, source: int) -> Iterator[Block]:
    if composer.figure("observers", len(observers)):
        rows = [
            (
                Cell(composer.words(one.organisation.shown_name), mark=mark_of(one)),
                Cell(Words(day_in_words(one.since))),
            )
            for one in observers
        ]
        columns = (Column(_("Observer"), share=2), Column(_("Since")))
        yield Table(_("Observers on %(day)s") % {"day": day}, columns, tuple(rows), source)
