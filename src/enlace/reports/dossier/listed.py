"""What every section of a dossier does alike: a list with its source, days and words in cells."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from enlace.core.texts import Text
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Cell, Run, Words
from enlace.reports.document.composer import Composer, mark_of

type Row = Mapping[str, Any]


def sourced(composer: Composer, name: str, label: str, path: str, rows: Iterable[Row]) -> int:
    """The number of the source that keeps `rows` under `name`."""
    kept = composer.keep(name, rows)
    return composer.source(label, path, len(composer.data[name]), kept)


def row(composer: Composer, record: Any, title: object, **further: object) -> Row:
    """A record as it is now, with where it is found and whether it was written for a demonstration."""
    return {
        "id": record.pk,
        "title": str(title),
        **further,
        "illustrative": int(getattr(record, "illustrative", False)),
        "address": composer.absolute(record.get_absolute_url()),
    }


def record_cell(composer: Composer, record: Any, title: Text | str, *marks: str) -> Cell:
    """Names the record and leads to it; `marks` stand beside that of a demonstration, empty ones left out."""
    said = [*marks, mark_of(record) if hasattr(record, "illustrative") else ""]
    address = composer.absolute(record.get_absolute_url())
    return Cell(composer.words(title), address, " · ".join(one for one in said if one))


def text_cell(text: object) -> Cell:
    return Cell(Words(str(text)))


def day_cell(day: date | None) -> Cell:
    return text_cell(day_in_words(day) if day else _("Without a day"))


def iso(day: date | None) -> str:
    """For the data; empty where there is none."""
    return day.isoformat() if day else ""


def run_of(composer: Composer, text: Text | str, link: str = "") -> Run:
    """A part of a paragraph, with its language where that is not the document's; a path becomes an address."""
    words = composer.words(text)
    return Run(words.text, words.language, link=composer.absolute(link) if link else "")
