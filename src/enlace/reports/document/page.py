"""A document as a page that stands alone: one file of HTML that can be read, printed and sent on."""

import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

import enlace.ui
from enlace.reports.document.blocks import Document

STYLES = Path(enlace.ui.__path__[0]) / "static" / "ui" / "css"
SHEETS = ("tokens", "base", "layout", "parts", "charts")


def standing_page(document: Document) -> str:
    context = {"document": document, "styles": mark_safe(_styles())}  # noqa: S308 our own style sheets
    return render_to_string("reports/document.html", context)


@cache
def _styles() -> str:
    """Without fonts, which a file on its own does not have beside it."""
    written = "\n".join((STYLES / f"{name}.css").read_text("utf-8") for name in SHEETS)
    written += f"\n@media print {{\n{(STYLES / 'print.css').read_text('utf-8')}\n}}"
    return re.sub(r"@font-face\s*{[^}]*}", "", written)
