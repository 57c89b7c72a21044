"""Pages of an older site, and what it takes to import them."""

from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

from enlace.accounts.testing import make_user
from enlace.core.languages import language_codes
from enlace.importer.models import ImportedPage, PageKey, PendingFile, PendingImport
from enlace.importer.page_import import PageReading, read
from enlace.website.testing import make_news_page

ENGLISH = (
    "The delegates of nine states met in the old library of the capital and read the reports of the year together.",
    "They agreed to meet again next spring, and to share what their mechanisms had learned about early warning.",
)
SPANISH = (
    "Las delegaciones de nueve Estados se reunieron en la antigua biblioteca y leyeron juntas los informes del año.",
    "Acordaron reunirse de nuevo en primavera y compartir lo que sus mecanismos aprendieron sobre alerta temprana.",
)
PORTUGUESE = (
    "As delegações de nove Estados reuniram-se na antiga biblioteca da capital e leram juntas os relatórios do ano.",
    "Combinaram reunir-se de novo na próxima primavera e partilhar o que os seus mecanismos aprenderam sobre alerta.",
)
TITLE = "Delegates met in the library"


def saved_page(
    *paragraphs: str, title: str = TITLE, address: str = "", date: str = "May 28, 2023", inside: str = ""
) -> bytes:
    """HTML as a browser saves it; `inside` is put, as it is, before the paragraphs."""
    canonical = f'<link rel="canonical" href="{escape(address)}">' if address else ""
    body = "".join(f"<p>{escape(one, quote=False)}</p>" for one in paragraphs)
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{canonical}</head>"
        f"<body><article>{heading}<p>{date}</p>{inside}{body}</article></body></html>"
    ).encode()


def bilingual_page(**facts: str) -> bytes:
    """English with a title, then Spanish without one."""
    return saved_page(*ENGLISH, *SPANISH, **facts)


def make_reading(data: bytes | None = None, name: str = "page.html") -> PageReading:
    return read(bilingual_page() if data is None else data, name, language_codes())


def save_pages(folder: Path, **pages: bytes) -> Path:
    """Each of `pages` as NAME.html in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in pages.items():
        (folder / f"{name}.html").write_bytes(data)
    return folder


def make_page_key(**overrides: Any) -> PageKey:
    return PageKey.objects.create(
        **({"key": f"address:{PageKey.objects.count()}", "translation_key": uuid4()} | overrides)
    )


def make_imported_page(**overrides: Any) -> ImportedPage:
    """What is remembered of a page that the importer wrote."""
    page = overrides.pop("page", None) or make_news_page(live=False)
    return ImportedPage.objects.create(**({"page": page, "revision": page.latest_revision_id or 0} | overrides))


def make_pending_import(**overrides: Any) -> PendingImport:
    by = overrides.pop("by", None) or make_user(f"uploader{PendingImport.objects.count()}@example.org")
    return PendingImport.objects.create(by=by, **overrides)


def make_pending_file(**overrides: Any) -> PendingFile:
    pending = overrides.pop("pending", None) or make_pending_import()
    return PendingFile.objects.create(
        **({"pending": pending, "name": "page.html", "data": bilingual_page()} | overrides)
    )
