from django import template
from django.utils.safestring import SafeString, mark_safe

from enlace.network.tile_map import Tile, tile_map
from enlace.reports.document.blocks import StateMap

register = template.Library()


@register.filter
def drawn(block: StateMap) -> SafeString:
    """The map as an SVG, in which every text is escaped."""
    tiles = [Tile(one.code, one.name, one.link, one.column, one.row, one.cut, one.name) for one in block.tiles]
    return mark_safe(tile_map(tiles, title=block.alternative))  # noqa: S308
