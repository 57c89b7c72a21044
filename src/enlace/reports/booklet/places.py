"""The map: the states of the network, and those of which a mechanism stands in the edition."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.core.plain import plain
from enlace.network.dated import day_in_words
from enlace.network.models import State
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts
from enlace.reports.document.blocks import Block, MapTile, StateMap
from enlace.reports.document.composer import Composer


def places(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    if not facts.known:
        return
    states = {one.code: one for one in [*facts.members, *facts.known.values()]}
    tiles = tuple(_tile(state, facts) for state in sorted(states.values(), key=lambda one: plain(one.name)))
    names = ", ".join(tile.name for tile in tiles if tile.filled)
    yield StateMap(
        caption=_("States with a mechanism in this edition, on %(day)s") % {"day": day_in_words(facts.day)},
        alternative=_("A map of equal tiles; filled are the states with a mechanism in this edition: %(names)s.")
        % {"names": names},
        tiles=tiles,
        explained=tuple(_explained(facts, tiles)),
        source=sources.of_edition(facts, composer),
    )


def _tile(state: State, facts: BookletFacts) -> MapTile:
    new = {one.then.country for one in facts.new} if facts.before else set()
    filled = state.code in facts.known
    return MapTile(state.code, state.name, state.column, state.row, filled=filled, cut=state.code in new)


def _explained(facts: BookletFacts, tiles: tuple[MapTile, ...]) -> Iterator[str]:
    yield _("Each tile stands near where its state lies; all are of one size.")
    yield _("Filled, the states with a mechanism in this edition: %(names)s.") % {
        "names": ", ".join(tile.name for tile in tiles if tile.filled)
    }
    if new := [tile.name for tile in tiles if tile.cut]:
        yield _("With a cut corner, those with a mechanism that stands here for the first time: %(names)s.") % {
            "names": ", ".join(new)
        }
    if pale := [tile.name for tile in tiles if not tile.filled]:
        yield _("Pale, the member states of which no mechanism stands in it: %(names)s.") % {"names": ", ".join(pale)}
    if outside := [name for code, name in facts.countries.items() if code not in facts.known]:
        yield _("Not on the map, because they never belonged to the network: %(names)s.") % {
            "names": ", ".join(outside)
        }
