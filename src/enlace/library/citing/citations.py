"""How a publication is cited, in the styles that are asked for most."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from enlace.core.languages import current_language
from enlace.library.citing.csl.rendering import Entry
from enlace.library.citing.csl.style import read_style
from enlace.library.citing.csl.wording import as_html, as_text
from enlace.library.citing.references import full_title, reference
from enlace.library.models import Publication

STYLES = {
    "apa": ("APA", "7"),
    "modern-language-association": ("MLA", "9"),
    "chicago-author-date": ("Chicago", "18"),
}
"""Style of the Citation Style Language → its name, and the edition of its manual."""


@dataclass(frozen=True)
class Citation:
    """`html` is safe; `text` is the same without italics; `edition` is the number of the manual's edition."""

    style: str
    name: str
    edition: str
    html: SafeString
    text: str


def citations(publication: Publication, language: str) -> list[Citation]:
    """Of the language version in `language`, with the words (edited by, and) of the reader's language."""
    title = full_title(publication, language)
    record = reference(publication, language)
    return [_citation(style, record, english=title.language == "en") for style in STYLES]


def _citation(name: str, record: dict[str, object], *, english: bool) -> Citation:
    style = read_style(name, current_language())
    marked = Entry(style, record, english=english).drawn()
    shown, edition = STYLES[name]
    html = mark_safe(as_html(marked, style.words.quotes))  # noqa: S308 escaped letter by letter
    return Citation(name, shown, edition, html, as_text(marked, style.words.quotes))
