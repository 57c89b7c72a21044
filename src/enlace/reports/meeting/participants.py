"""Who took part: states with the institutions of their focal points, and the observers of the network of that day."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.core.plain import plain
from enlace.network.dated import day_in_words
from enlace.network.models import Organisation, State
from enlace.reports.document.blocks import Block, Cell, Column, MapTile, Note, StateMap, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.meeting import sources
from enlace.reports.meeting.facts import MeetingFacts


def states(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    number = facts.there.number
    if not number:
        return
    source = sources.of_states(facts, composer)
    composer.figure("states", number)
    if facts.meeting.is_over:
        said = ngettext("%(count)s state took part.", "%(count)s states took part.", number)
    else:
        said = ngettext(
            "%(count)s state has confirmed that it takes part.",
            "%(count)s states have confirmed that they take part.",
            number,
        )
    yield paragraph(said % {"count": number_in_words(number)}, source)
    if not facts.there.states:
        yield Note(Words(_("Their names are not on record.")))
        return
    yield _map(facts, source)
    if facts.institutions:
        yield _institutions(facts, composer, source)
        yield Note(Words(_("Attendance is recorded by state. The institution is that of its focal point on that day.")))


def _map(facts: MeetingFacts, source: int) -> StateMap:
    names, caption = ", ".join(one.name for one in facts.there.states), _("States that take part in the meeting")
    said = _("A map of equal tiles, one for each state that takes part: %(names)s.")
    if facts.meeting.is_over:
        caption = _("States that took part in the meeting")
        said = _("A map of equal tiles, one for each state that took part: %(names)s.")
    return StateMap(
        caption=_marked(caption, facts.there.illustrative),
        alternative=said % {"names": names},
        tiles=tuple(MapTile(one.code, one.name, one.column, one.row) for one in facts.there.states),
        explained=(_("Each tile stands near where its state lies; all are of one size."),),
        source=source,
    )


def _institutions(facts: MeetingFacts, composer: Composer, source: int) -> Table:
    """Those of one name together: so it shows which kinds of ministry there were."""
    groups: dict[str, list[tuple[State, Organisation]]] = defaultdict(list)
    for state in facts.there.states:
        if institution := facts.institutions.get(state.pk):
            groups[str(institution.shown_name)].append((state, institution))
    rows = []
    for found in sorted(groups.values(), key=lambda one: (-len(one), plain(str(one[0][1].shown_name)))):
        first = found[0][1]
        count = composer.figure(f"institution.{first.pk}.states", len(found))
        names = ", ".join(state.name for state, _institution in found)
        mark = mark_of(first) if all(one.illustrative for _state, one in found) else ""
        rows.append(
            (
                Cell(composer.words(first.shown_name), mark=mark),
                Cell(Words(names)),
                Cell(Words(number_in_words(count))),
            )
        )
    day = {"day": day_in_words(facts.meeting.begins_on)}
    columns = (Column(_("Institution"), share=3), Column(_("Of"), share=4), Column(_("States"), numeric=True))
    return Table(_("Institutions of the focal points on %(day)s") % day, columns, tuple(rows), source)


def observers(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    found = facts.observers
    if not composer.figure("observers", len(found)):
        return
    source = sources.of_observers(facts, composer)
    day = {"day": day_in_words(facts.meeting.begins_on)}
    said = ngettext(
        "On %(day)s the network had %(count)s observer.", "On %(day)s the network had %(count)s observers.", len(found)
    )
    yield paragraph(said % {"count": number_in_words(len(found)), **day}, source)
    rows = tuple(
        (
            Cell(composer.words(one.organisation.shown_name), mark=mark_of(one)),
            Cell(Words(capfirst(str(one.organisation.get_sector_display())))),
        )
        for one in found
    )
    columns = (Column(_("Observer"), share=3), Column(_("Sector"), share=2))
    yield Table(_("Observers of the network on %(day)s") % day, columns, rows, source)
    yield Note(Words(_("Observers are invited to some sessions. Which of them came is not public.")))


def participants(facts: MeetingFacts, composer: Composer) -> Iterator[Block]:
    """The annex: each state, and the institution of its focal point where that is public."""
    if not facts.there.states:
        return
    rows = []
    for one in facts.there.states:
        institution = facts.institutions.get(one.pk)
        named = composer.words(institution.shown_name) if institution else Words(_("Not public"))
        address, mark = composer.absolute(one.get_absolute_url()), mark_of(facts.there)
        rows.append(
            (Cell(Words(one.name), address, mark), Cell(named, mark=mark_of(institution) if institution else ""))
        )
    columns = (Column(_("State"), share=2), Column(_("Institution of its focal point"), share=3))
    yield Table(_("Participants by state"), columns, tuple(rows), sources.of_states(facts, composer))


def _marked(caption: str, illustrative: bool) -> str:
    return f"{caption} ({_('Illustrative')})" if illustrative else caption
