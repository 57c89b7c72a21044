from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from enlace.network.composition import Composition, Member
from enlace.network.drawn_map import drawn_map
from enlace.network.tile_map import Tile

register = template.Library()


@register.simple_tag
def member_map(composition: Composition) -> SafeString:
    """The map of the member states, each tile a link to the page of its state."""
    by_code = sorted(composition.states, key=lambda member: member.state.code)
    return drawn_map([_tile(member) for member in by_code], title=gettext("Map of the member states"))


def _tile(member: Member) -> Tile:
    state = member.state
    label = gettext("%(code)s %(name)s, launched the network") if member.launched else "%(code)s %(name)s"
    said = label % {"code": state.code, "name": state.name}
    return Tile(state.code, state.name, state.get_absolute_url(), state.column, state.row, member.launched, said)


@register.filter
def of_state(by_state: Mapping[int, Any], state_id: int) -> Any:
    """What a mapping by the ids of states holds for one; None without."""
    return by_state.get(state_id)
