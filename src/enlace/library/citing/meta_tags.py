"""What the head of a publication's page tells programs for references: Highwire's tags, which Google Scholar and Zotero
read, and Dublin Core. The facts of schema.org are `reading.structured_data`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from enlace.core.languages import current_language
from enlace.library.citing.csl.wording import plain
from enlace.library.citing.dublin_core import dublin_core
from enlace.library.citing.public_files import NewestFile, newest_files
from enlace.library.citing.references import reference
from enlace.library.models import Publication


@dataclass(frozen=True)
class MetaTag:
    name: str
    content: str
    language: str = ""


def meta_tags(request: HttpRequest, publication: Publication) -> list[MetaTag]:
    """In the language of the page; of a publication that its reader sees."""
    language = current_language()
    files = newest_files([publication]).get(publication.pk, [])
    cited = cited_language(files, language)
    address = request.build_absolute_uri(publication.get_absolute_url())
    core = dublin_core(publication, files, [language])
    return [
        *_highwire(publication, files, cited, address),
        *(MetaTag(f"DC.{one.name}", one.text, one.language) for one in core),
    ]


def cited_language(files: Sequence[NewestFile], language: str) -> str:
    """The reader's language where there is a file in it, else the first that there is one in."""
    codes = [one.language for one in files]
    return language if language in codes or not codes else codes[0]


def _highwire(publication: Publication, files: Sequence[NewestFile], language: str, address: str) -> list[MetaTag]:
    record = reference(publication, language)
    report, chapter = record["type"] == "report", record["type"] == "chapter"
    pdf = next((one.address for one in files if one.language == language and one.is_pdf), "")
    pairs = [
        ("citation_title", record["title"]),
        *(("citation_author", _name(one)) for one in record.get("author", [])),
        *(("citation_editor", _name(one)) for one in record.get("editor", [])),
        *(("citation_translator", _name(one)) for one in record.get("translator", [])),
        ("citation_publication_date", publication.issued.replace("-", "/")),
        ("citation_language", language),
        ("citation_inbook_title" if chapter else "citation_journal_title", record.get("container-title", "")),
        ("citation_volume", record.get("volume", "")),
        ("citation_issue", record.get("issue", "")),
        ("citation_series_title", record.get("collection-title", "")),
        ("citation_technical_report_institution", record.get("publisher", "") if report else ""),
        ("citation_technical_report_number", publication.number if report else ""),
        ("citation_publisher", record.get("publisher", "")),
        ("citation_isbn", publication.isbn),
        ("citation_issn", publication.issn),
        ("citation_doi", publication.doi),
        ("citation_abstract_html_url", address),
        ("citation_pdf_url", pdf),
        *(("citation_keywords", theme.label.in_language(language).text) for theme in publication.themes.all()),
    ]
    return [MetaTag(name, plain(content)) for name, content in pairs if plain(content)]


def _name(name: dict[str, str]) -> str:
    """Family, given: what the readers of these tags take names apart by."""
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given") if part in name)
