"""The map of the states as templates show it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from enlace.network.tile_map import Tile, tile_map


def drawn_map(tiles: Sequence[Tile], *, title: str) -> SafeString:
    """The drawing of `tile_map`, which escapes every text that it is given."""
    return mark_safe(tile_map(tiles, title=title))  # noqa: S308 our own drawing
