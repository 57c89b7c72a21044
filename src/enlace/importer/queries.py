from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from enlace.core.languages import Language, languages
from enlace.importer.models import PageKey, PendingImport
from enlace.importer.page_identity import normalised_address
from enlace.importer.page_import import PageReading
from enlace.website.models import NewsIndexPage, NewsPage
from enlace.website.site_tree import page_key

STRENGTH = ("address", "text", "slug", "opening", "short")
"""Which key is believed where two name different pages."""

LONGEST_KEY = 200


def stored_key(key: str) -> str:
    kind, _colon, rest = key.partition(":")
    return key if len(key) <= LONGEST_KEY else f"{kind}:sha256:{sha256(rest.encode()).hexdigest()}"


def stored_keys(reading: PageReading) -> list[str]:
    """Sorted, so that two imports at once wait for each other instead of blocking one another.

    A page too short for page_identity is known by its text alone.
    """
    text = "\n".join(body.text for body in reading.bodies.values())
    keys = reading.keys or (f"short:{sha256(text.encode()).hexdigest()}",)
    return sorted({stored_key(key) for key in keys})


def strongest(rows: Iterable[PageKey]) -> UUID | None:
    """The translation key that the most trusted of `rows` names."""
    order = {kind: place for place, kind in enumerate(STRENGTH)}
    known = sorted(rows, key=lambda row: (order.get(row.key.partition(":")[0], len(order)), row.pk))
    return known[0].translation_key if known else None


def find_translation_key(reading: PageReading) -> UUID | None:
    return strongest(PageKey.objects.filter(key__in=stored_keys(reading)))


def imported_pages(key: UUID | None) -> dict[str, NewsPage]:
    """Language → page, of all that share the translation key."""
    pages = NewsPage.objects.filter(translation_key=key).select_related("locale") if key else []
    return {page.locale.language_code: page for page in pages}


def news_index(language: str) -> NewsIndexPage | None:
    """Where news of the language stand; the index that comes with the program before any other."""
    indexes = NewsIndexPage.objects.filter(locale__language_code=language)
    return indexes.filter(translation_key=page_key("news")).first() or indexes.order_by("path").first()


def page_of_address(address: str, language: str) -> int | None:
    """Our page of an address of the older site, in `language` where it is there."""
    normal = normalised_address(address)
    row = PageKey.objects.filter(key=stored_key(f"address:{normal}")).first() if normal else None
    pages = imported_pages(row.translation_key) if row else {}
    page = pages.get(language) or next(iter(pages.values()), None)
    return page.pk if page else None


def links_elsewhere(reading: PageReading) -> list[str]:
    """The addresses in the bodies that are none of a page that was imported."""
    links = [
        (address, language)
        for language, body in reading.bodies.items()
        for block in body.blocks
        for address, _text in block.links
    ]
    return [address for address, language in dict(links).items() if page_of_address(address, language) is None]


def links_to_check(reading: PageReading, addresses: list[str]) -> list[str]:
    """Of `addresses` those into the older site: relative ones, and those to its host."""
    host = _host(reading.source or "")
    return [one for one in addresses if not urlsplit(one).scheme or (host and _host(one) == host)]


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@dataclass(frozen=True)
class PageResult:
    """A page that was made or updated; `page` is None where it was deleted since."""

    language: Language
    page: NewsPage | None
    state: str
    untitled: bool
    kept: str


@dataclass(frozen=True)
class FileResult:
    name: str
    failed: str = ""
    pages: list[PageResult] = field(default_factory=list)
    pictures: list[dict[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def import_result(pending: PendingImport) -> list[FileResult]:
    """What became of an import that was used, each page as it stands now."""
    ids = [page["id"] for one in pending.result for page in one.get("pages", [])]
    pages = NewsPage.objects.in_bulk(ids)
    return [_file_result(one, pages) for one in pending.result]


def _file_result(kept: dict[str, Any], pages: dict[int, NewsPage]) -> FileResult:
    names = {one.code: one for one in languages()}
    return FileResult(
        kept["name"],
        kept.get("failed", ""),
        [
            PageResult(
                names.get(one["language"], Language(one["language"], one["language"])),
                pages.get(one["id"]),
                one["state"],
                one["untitled"],
                one["kept"],
            )
            for one in kept.get("pages", [])
        ],
        [one for one in kept.get("pictures", []) if one["state"] != "taken"],
        kept.get("links", []),
    )
