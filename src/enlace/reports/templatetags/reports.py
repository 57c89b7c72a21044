from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from enlace.core.languages import languages
from enlace.network.drawn_map import drawn_map
from enlace.network.tile_map import Tile
from enlace.reports.document.blocks import Document, Photo, Run, StateMap
from enlace.reports.document.lists import COLUMNS, LABELS

register = template.Library()


@register.filter
def drawn(block: StateMap) -> SafeString:
    """The map as an SVG, in which every text is escaped."""
    tiles = [Tile(one.code, one.name, one.link, one.column, one.row, one.cut, one.name) for one in block.tiles]
    return drawn_map(tiles, title=block.alternative)


@register.filter
def as_words(runs: Iterable[Run]) -> SafeString:
    """The parts of a paragraph one after the other, with nothing between them."""
    return format_html_join("", "{}", ((_run(one),) for one in runs))


@register.filter
def language_name(code: str) -> str:
    """In itself, e.g. Português."""
    return next((one.name for one in languages() if one.code == code), code)


@register.filter
def list_label(name: str) -> str:
    """What a list of the data holds, in the reader's language."""
    return str(LABELS.get(name, name))


@register.filter
def column_label(name: str) -> str:
    """What a column of a list says, in the reader's language; of a rare one, its name in the data."""
    return str(COLUMNS.get(name, name))


@register.filter
def of_name(values: Mapping[str, Any], name: str) -> Any:
    """A value by its name; empty where there is none."""
    return values.get(name, "") if values else ""


@register.filter
def photo_credit(document: Document, photo: Photo) -> str:
    return document.labels["photo"] % {"credit": photo.credit}


def _run(one: Run) -> str:
    shown = conditional_escape(one.text)
    if one.language:
        shown = format_html('<span lang="{}">{}</span>', one.language, shown)
    if one.emphasis:
        shown = format_html("<em>{}</em>", shown)
    if one.strong:
        shown = format_html("<strong>{}</strong>", shown)
    if one.link:
        shown = format_html('<a href="{}">{}</a>', one.link, shown)
    cited = format_html('<sup><a href="#source-{}">{}</a></sup>', one.source, one.source) if one.source else ""
    return format_html("{}{}", shown, cited)
