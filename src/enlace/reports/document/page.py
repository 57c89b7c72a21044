"""A document as a page that stands alone: one file of HTML that can be read, printed and sent on."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

import enlace.ui
from enlace.reports.document.blocks import Document, Pictures

STYLES = Path(enlace.ui.__path__[0]) / "static" / "ui" / "css"
SHEETS = ("tokens", "base", "layout", "parts", "charts")


def sheets() -> list[str]:
    """The static names of the style sheets by which a document is shown."""
    return [f"ui/css/{name}.css" for name in SHEETS]


def standing_page(document: Document, pictures: Pictures | None = None) -> str:
    """With its photos inside; of a photo that `pictures` lack, its words stand alone."""
    styles = mark_safe(_styles())  # noqa: S308 our own style sheets
    context = {"document": document, "photos": inlined(pictures or {}), "styles": styles}
    return render_to_string("reports/document.html", context)


def inlined(pictures: Pictures) -> dict[str, str]:
    """The addresses of photos that stand in the page itself, by name."""
    return {name: f"data:image/jpeg;base64,{b64encode(one).decode()}" for name, one in pictures.items()}


@cache
def _styles() -> str:
    """Without fonts, which a file on its own does not have beside it."""
    written = "\n".join((STYLES / f"{name}.css").read_text("utf-8") for name in SHEETS)
    written += f"\n@media print {{\n{(STYLES / 'print.css').read_text('utf-8')}\n}}"
    return re.sub(r"@font-face\s*{[^}]*}", "", written)
