"""Schema.org in JSON-LD: what a page is, who publishes it, where it stands, in which languages it exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail_localize.models import Translation

from enlace.website.illustrative import illustrative_mark
from enlace.website.models import HomePage, NetworkSettings, NewsPage, StoryPage
from enlace.website.models.pages import ListingPage


@dataclass(frozen=True)
class Described:
    """A page and what its head has already found out; `editions` are language → address, itself among them."""

    page: Any
    address: str
    description: str
    image: Any
    editions: Mapping[str, str]
    network: NetworkSettings
    request: HttpRequest


def graph(described: Described) -> dict[str, Any]:
    parts = [subject(described), publisher(described)]
    if isinstance(described.page, HomePage):
        parts.append(site(described))
    elif trail := breadcrumbs(described):
        parts.append(trail)
    return {"@context": "https://schema.org", "@graph": parts}


def subject(described: Described) -> dict[str, Any]:
    page, office = described.page, {"@id": publisher_id(described)}
    return {
        "@type": kind_of(page),
        "@id": f"{described.address}#page",
        "url": described.address,
        "name": page.title,
        "inLanguage": page.locale.language_code,
        "publisher": office,
        **_said("description", described.description),
        **_said("dateModified", page.last_published_at and page.last_published_at.isoformat()),
        **_said("creativeWorkStatus", illustrative_mark(page)),
        **(article(described, office) if isinstance(page, NewsPage | StoryPage) else {}),
        **other_editions(described),
    }


def kind_of(page: Any) -> str:
    if isinstance(page, NewsPage):
        return "NewsArticle"
    return (
        "Article" if isinstance(page, StoryPage) else "CollectionPage" if isinstance(page, ListingPage) else "WebPage"
    )


def _said(name: str, value: Any) -> dict[str, Any]:
    return {name: value} if value else {}


def article(described: Described, office: dict[str, str]) -> dict[str, Any]:
    """The author is the office that publishes: the network names offices, not people."""
    page, image = described.page, described.image
    return {
        "headline": page.title,
        "datePublished": page.date.isoformat(),
        "author": office,
        "mainEntityOfPage": described.address,
        **_said("keywords", [str(theme) for theme in page.themes.all()]),
        **_said(
            "image",
            image
            and {
                "@type": "ImageObject",
                "url": image.address,
                "width": image.width,
                "height": image.height,
                "caption": image.text,
            },
        ),
    }


def other_editions(described: Described) -> dict[str, Any]:
    """Which is the original is said only where the CMS translates one from the other; else neither is."""
    here = described.page.locale.language_code
    if len(described.editions) < 2:
        return {}
    pairs = Translation.objects.filter(source__object_id=described.page.translation_key, enabled=True)
    origins = dict(pairs.values_list("target_locale__language_code", "source__locale__language_code"))
    origin = described.editions.get(origins.get(here, ""))
    made = [code for code in described.editions if code != here and origins.get(code) == here]
    return {
        **_said("translationOfWork", origin and {"@id": f"{origin}#page"}),
        **_said(
            "workTranslation",
            [{"@id": f"{described.editions[code]}#page", "inLanguage": code} for code in made],
        ),
    }


def publisher_id(described: Described) -> str:
    return described.request.build_absolute_uri("/#publisher")


def publisher(described: Described) -> dict[str, Any]:
    network = described.network
    mark = network.mark and not network.mark.is_svg() and network.mark.get_rendition("max-600x600")
    return {
        "@type": "Organization",
        "@id": publisher_id(described),
        "url": described.request.build_absolute_uri("/"),
        "name": str(network.publisher) or str(network.name) or described.request.get_host(),
        **_said("logo", mark and described.request.build_absolute_uri(mark.url)),
    }


def site(described: Described) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "@id": described.request.build_absolute_uri("/#site"),
        "url": described.address,
        "name": str(described.network.name) or described.page.title,
        "inLanguage": described.page.locale.language_code,
        "publisher": {"@id": publisher_id(described)},
    }


def breadcrumbs(described: Described) -> dict[str, Any]:
    """The way from the home page down; empty where a page stands outside a site's tree."""
    way = [*described.page.ancestors_for(described.request), described.page]
    steps = [(one.title, one.get_url(described.request)) for one in way]
    if len(steps) < 2 or not all(address for _title, address in steps):
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": title,
                "item": described.request.build_absolute_uri(address),
            }
            for place, (title, address) in enumerate(steps, start=1)
        ],
    }
