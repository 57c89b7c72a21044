"""A publication as an entry of BibTeX: UTF-8, its own marks escaped, names of bodies whole."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from enlace.library.citing.csl.wording import plain
from enlace.library.citing.references import full_title, reference
from enlace.library.models import Publication

ENTRIES = {
    "report": "techreport",
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "speech": "misc",
    "document": "misc",
}
MARKS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def escaped(text: str) -> str:
    return "".join(MARKS.get(one, one) for one in plain(text))


def bibtex(publication: Publication, language: str) -> str:
    record = reference(publication, language)
    kind = ENTRIES[record["type"]]
    parts: list[int] = next(iter(record.get("issued", {}).get("date-parts", [])), [])
    english = full_title(publication, language).language == "en"
    fields: list[tuple[str, str]] = [
        ("title", _title(record["title"], english=english)),
        ("author", _names(record.get("author", []))),
        ("editor", _names(record.get("editor", []))),
        ("translator", _names(record.get("translator", []))),
        ("year", str(parts[0]) if parts else ""),
        ("institution" if kind == "techreport" else "publisher", escaped(record.get("publisher", ""))),
        ("address", escaped(record.get("publisher-place", ""))),
        ("journal" if kind == "article" else "booktitle", escaped(record.get("container-title", ""))),
        ("series", escaped(record.get("collection-title", ""))),
        ("volume", escaped(record.get("volume", ""))),
        ("number", escaped(_number(record))),
        ("isbn", escaped(record.get("ISBN", ""))),
        ("issn", escaped(record.get("ISSN", ""))),
        ("doi", escaped(record.get("DOI", ""))),
        ("url", escaped(record["URL"])),
        ("language", escaped(language)),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    if len(parts) > 1:
        lines.append(f"  month = {MONTHS[parts[1] - 1]},")
    return "\n".join([f"@{kind}{{{citation_key(publication)},", *lines, "}", ""])


def citation_key(publication: Publication) -> str:
    """Of plain letters: who, when, and the number here, so that no two are the same."""
    record = reference(publication, "")
    people = record.get("author") or record.get("editor") or []
    name = (people[0].get("family") or people[0].get("literal", "")) if people else ""
    letters = unicodedata.normalize("NFKD", name.split(" ")[0] if name else "")
    who = re.sub(r"[^a-z]", "", letters.encode("ascii", "ignore").decode().lower())
    return f"{who or 'publication'}{publication.year}-{publication.pk}"


def _number(record: dict[str, Any]) -> str:
    return record.get("issue") or record.get("collection-number") or record.get("number") or ""


def _title(title: str, *, english: bool) -> str:
    """What is no English keeps its letters as they are, and of English what has large letters inside."""
    if not english:
        return f"{{{escaped(title)}}}"
    words = [escaped(word) for word in title.split(" ")]
    return " ".join(f"{{{word}}}" if any(one.isupper() for one in word[1:]) else word for word in words)


def _names(names: Iterable[dict[str, str]]) -> str:
    """A body, and a name with a comma or an "and" of its own, stand in braces, or they would be taken apart."""
    return " and ".join(
        f"{{{escaped(one['literal'])}}}"
        if "literal" in one
        else ", ".join(_kept(one[part]) for part in ("family", "given") if part in one)
        for one in names
    )


def _kept(part: str) -> str:
    apart = "," in part or re.search(r"(?:^|\s)and(?:\s|$)", part, re.IGNORECASE)
    return f"{{{escaped(part)}}}" if apart else escaped(part)
