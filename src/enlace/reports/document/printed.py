"""A document on paper."""

from datetime import datetime
from pathlib import Path

from enlace.core.typesetting import typeset
from enlace.reports.document.blocks import Document, Pictures
from enlace.ui.cloth import Loom, Weave, cloth

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
DYES = {"i": "#f1eadc", "q": "#46508a", "g": "#c8476a", "m": "#e9b44c", "j": "#74c2b1"}
"""On the dark ground of the cover."""
WEFTS = "qqgqqmqqgqqmqqgqqmgg"


def printed(document: Document, pictures: Pictures | None = None, *, at: datetime) -> bytes:
    """The PDF: tagged, with bookmarks, its charts as vectors with words for those who do not see them.

    Of a photo that `pictures` lack, its words stand alone.
    """
    data = document.as_data()
    data.pop("data")
    data["cloth"], data["pictures"] = cover_cloth(), sorted(pictures or {})
    return typeset(TEMPLATE, data, language=document.language, title=document.title, at=at, pictures=pictures)


def cover_cloth() -> str:
    """The cloth of the cover as an SVG that stands alone."""
    woven = cloth("i" * 18, WEFTS, weave=Weave(8, 5, 11), loom=Loom(24, 16, 2, loose=40, fringe=12))
    style = "".join(f".{name}{{stroke:{dye}}}" for name, dye in DYES.items())
    head, _sign, rest = woven.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'
