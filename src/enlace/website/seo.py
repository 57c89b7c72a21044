"""What the head of a page tells machines: description, canonical address, editions, Open Graph, structured data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel.core import get_global
from django.http import HttpRequest
from django.utils.text import Truncator
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from enlace.core.embedded_json import as_script
from enlace.core.languages import default_language
from enlace.website.feeds import feed_addresses
from enlace.website.illustrative import illustrative_mark
from enlace.website.models import HomePage, NetworkSettings
from enlace.website.models.articles import ArticlePage
from enlace.website.queries import Edition, Listing
from enlace.website.stream_text import first_paragraph, plain_text, spoken
from enlace.website.structured_data import Described, graph

DESCRIPTION_LENGTH = 200
COVER = "fill-1200x630|format-jpeg"
DESCRIBING = ("search_description", "summary", "lead", "introduction", "description")
MARKED_UP = frozenset({"description"})


@dataclass(frozen=True)
class Alternate:
    language: str
    address: str


@dataclass(frozen=True)
class Head:
    """`properties` are Open Graph's; `structured` is JSON-LD, ready to stand in a script element."""

    description: str = ""
    canonical: str = ""
    alternates: Sequence[Alternate] = ()
    properties: Sequence[tuple[str, str]] = ()
    feeds: Sequence[tuple[str, str]] = field(default_factory=feed_addresses)
    structured: str = ""


def head_of(page: Page, editions: Iterable[Edition], request: HttpRequest, listing: Listing | None = None) -> Head:
    query = listing_query(listing)
    addresses = {
        one.language.code: absolute(request, one.page) + query for one in editions if one.page and one.page.live
    }
    network, image = NetworkSettings.for_request(request), cover_of(page, request)
    canonical, description = absolute(request, page) + query, description_of(page)
    described = Described(page, canonical, description, image, addresses, network, request)
    return Head(
        description=description,
        canonical=canonical,
        alternates=alternates(addresses, request.build_absolute_uri("/") if isinstance(page, HomePage) else ""),
        properties=list(open_graph(described)),
        structured=as_script(graph(described)),
    )


def absolute(request: HttpRequest, page: Page) -> str:
    return request.build_absolute_uri(page.get_url(request) or request.path)


def listing_query(listing: Listing | None) -> str:
    """What of an address changes what is listed: a year or theme that exists, and a page after the first."""
    if listing is None:
        return ""
    leaf = f"page={listing.page.number}" if listing.page.number > 1 else ""
    query = f"{listing.query}{leaf}".rstrip("&")
    return f"?{query}" if query else ""


def alternates(addresses: dict[str, str], front_door: str = "") -> list[Alternate]:
    """Nothing where there is one edition; else each, and for other readers the front door or the default language's."""
    if len(addresses) < 2:
        return []
    otherwise = front_door or addresses.get(default_language()) or next(iter(addresses.values()))
    return [*(Alternate(code, address) for code, address in addresses.items()), Alternate("x-default", otherwise)]


def description_of(page: Any) -> str:
    """What an editor wrote for it, else the first words; an illustrative page says so here too."""
    written = ((name, getattr(page, name, "") or "") for name in DESCRIBING)
    text = next((spoken(text) if name in MARKED_UP else text for name, text in written if text.strip()), "")
    if not text and hasattr(page, "body"):
        text = first_paragraph(page.body.raw_data) or plain_text(page.body.raw_data)
    mark = illustrative_mark(page)
    return Truncator(" ".join(f"[{mark}] {text}".split() if mark else text.split())).chars(DESCRIPTION_LENGTH)


@dataclass(frozen=True)
class Picture:
    address: str
    width: int
    height: int
    text: str


def cover_of(page: Any, request: HttpRequest) -> Picture | None:
    """The cover as the networks show it. None without one, or where its file is lost or no picture of points."""
    cover = getattr(page, "cover", None)
    if cover is None or cover.is_svg():
        return None
    try:
        made = cover.get_rendition(COVER)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return Picture(request.build_absolute_uri(made.url), made.width, made.height, page.cover_text)


def open_graph(described: Described) -> Iterable[tuple[str, str]]:
    """Open Graph protocol, https://ogp.me: basic, locale, image and article properties."""
    page = described.page
    yield "og:type", "article" if isinstance(page, ArticlePage) else "website"
    yield "og:site_name", str(described.network.name)
    yield "og:title", page.seo_title or page.title
    yield "og:description", described.description
    yield "og:url", described.address
    yield "og:locale", territory(page.locale.language_code)
    for code in described.editions:
        if code != page.locale.language_code:
            yield "og:locale:alternate", territory(code)
    if described.image:
        yield "og:image", described.image.address
        yield "og:image:width", str(described.image.width)
        yield "og:image:height", str(described.image.height)
        yield "og:image:alt", described.image.text
    if isinstance(page, ArticlePage):
        yield "article:published_time", page.date.isoformat()
        if page.last_published_at:
            yield "article:modified_time", page.last_published_at.isoformat()


def territory(code: str) -> str:
    """Open Graph wants language_TERRITORY: the territory where most speak it (Unicode CLDR, likely subtags)."""
    parts = str(get_global("likely_subtags").get(code.replace("-", "_"), code)).split("_")
    return "_".join(dict.fromkeys([parts[0], parts[-1]]))
