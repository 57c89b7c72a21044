"""A publication in RIS, which every program for references reads: a line for each fact."""

from collections.abc import Sequence

from enlace.library.citing.csl.wording import plain
from enlace.library.citing.public_files import NewestFile
from enlace.library.citing.references import reference
from enlace.library.models import Publication

TYPES = {
    "report": "RPRT",
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "speech": "CPAPER",
    "document": "GEN",
}
HOLDER = {"JOUR": "JO", "CHAP": "BT"}


def ris(publication: Publication, language: str, files: Sequence[NewestFile]) -> str:
    record = reference(publication, language)
    kind = TYPES[record["type"]]
    pairs: list[tuple[str, str]] = [
        ("TI", record["title"]),
        *(("AU", _name(one)) for one in record.get("author", [])),
        *(("ED", _name(one)) for one in record.get("editor", [])),
        *(("A4", _name(one)) for one in record.get("translator", [])),
        ("PY", publication.year),
        ("DA", _date(publication.issued)),
        ("PB", record.get("publisher", "")),
        ("CY", record.get("publisher-place", "")),
        (HOLDER.get(kind, "T3"), record.get("container-title") or record.get("collection-title", "")),
        ("VL", record.get("volume", "")),
        ("IS", record.get("issue") or record.get("collection-number") or record.get("number", "")),
        ("SN", record.get("ISBN", "")),
        ("SN", record.get("ISSN", "")),
        ("DO", record.get("DOI", "")),
        ("AB", publication.abstract.get(language, "")),
        *(("KW", theme.label.in_language(language).text) for theme in publication.themes.all()),
        ("LA", language),
        ("UR", record["URL"]),
        *(("L1", one.address) for one in files if one.language == language),
    ]
    lines = [f"{tag}  - {plain(value)}" for tag, value in pairs if plain(value)]
    return "\r\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])


def _name(name: dict[str, str]) -> str:
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given") if part in name)


def _date(issued: str) -> str:
    """2015/05/04/, with what is not known left empty."""
    year, month, day = [*issued.split("-"), "", "", ""][:3]
    return f"{year}/{month}/{day}/" if month else ""
