"""Pages and pictures for tests, in the tree that every prepared database has."""

import json
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images.models import Filter
from wagtail.models import Locale, Page, Site

from enlace.accounts.models import User
from enlace.accounts.testing import make_user
from enlace.network.models import Role
from enlace.network.testing import fresh, make_player
from enlace.website.actions import align_cms_groups
from enlace.website.models import (
    CollectionPage,
    DonatePage,
    HistoryPage,
    HomePage,
    LibraryPage,
    NetworkSettings,
    NewsIndexPage,
    NewsPage,
    SiteDocument,
    SiteImage,
    SiteRendition,
    StoryIndexPage,
    StoryPage,
    TextPage,
)


def first_page[P: Page](model: type[P], language: str = "es") -> P:
    """The page of `model` that comes with the tree."""
    found: P = model.objects.get(locale__language_code=language)
    return found


def home(language: str = "es") -> HomePage:
    return first_page(HomePage, language)


def news_index(language: str = "es") -> NewsIndexPage:
    return first_page(NewsIndexPage, language)


def history(language: str = "es") -> HistoryPage:
    return first_page(HistoryPage, language)


def library(language: str = "es") -> LibraryPage:
    """Of an older site: a new one has none."""
    found = LibraryPage.objects.filter(locale__language_code=language).first()
    return found or add_page(home(language), LibraryPage(title="Biblioteca", slug="biblioteca-anterior"))


def donate(language: str = "es") -> DonatePage:
    return first_page(DonatePage, language)


def make_network_settings(**fields: Any) -> NetworkSettings:
    settings = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def add_page[P: Page](parent: Page, page: P) -> P:
    """Published, unless `live` was given as false."""
    live = page.live
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def _fields(language: str, overrides: dict[str, Any]) -> dict[str, Any]:
    translation = overrides.pop("translation_of", None)
    fields = {"locale": Locale.objects.get(language_code=language)} | overrides
    return fields | ({"translation_key": translation.translation_key} if translation else {})


def _article(model: Any, parent: Page, language: str, overrides: dict[str, Any]) -> Any:
    themes = overrides.pop("themes", ())
    defaults = {"title": "La reunión se celebró", "date": date(2022, 10, 27), "summary": "Dos días de diálogo."}
    page = model(**defaults | _fields(language, overrides))
    if themes:
        page.themes.set(themes)
    return add_page(parent, page)


def make_news_page(language: str = "es", **overrides: Any) -> NewsPage:
    """`translation_of` makes it another edition of that page; `themes` is a list of themes."""
    return _article(NewsPage, news_index(language), language, overrides)


def make_story_page(language: str = "es", **overrides: Any) -> StoryPage:
    return _article(StoryPage, first_page(StoryIndexPage, language), language, overrides)


def make_text_page(language: str = "es", **overrides: Any) -> TextPage:
    parent = overrides.pop("parent", None) or home(language)
    return add_page(parent, TextPage(**{"title": "Privacidad"} | _fields(language, overrides)))


def blocks(*named: tuple[str, Any]) -> str:
    """The raw form of a stream field: ("heading", "Qué sigue"), ("paragraph", "<p>…</p>")."""
    return json.dumps([{"type": name, "value": value} for name, value in named])


def make_site_image(title: str = "Sala de reuniones", size: tuple[int, int] = (1600, 900), **fields: Any) -> SiteImage:
    picture = BytesIO()
    Image.new("RGB", size, "#2c4c8c").save(picture, "PNG")
    image: SiteImage = SiteImage.objects.create(
        title=title, file=ImageFile(picture, name="picture.png"), width=size[0], height=size[1], **fields
    )
    return image


def make_drawing(title: str = "Esquema", **fields: Any) -> SiteImage:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240"><path d="M0 0H400V240H0z"/></svg>'
    drawing: SiteImage = SiteImage.objects.create(
        title=title, file=ImageFile(BytesIO(svg), name="drawing.svg"), width=400, height=240, **fields
    )
    return drawing


def make_site_document(title: str = "Acta", content: bytes = b"%PDF-1.4\n%%EOF", **fields: Any) -> SiteDocument:
    document: SiteDocument = SiteDocument.objects.create(
        title=title, file=ContentFile(content, name="acta.pdf"), file_size=len(content), **fields
    )
    return document


def make_editor(email: str = "editor@example.org", **account: Any) -> User:
    """Also with the permissions of the CMS that it otherwise gives at the first request."""
    return _in_the_cms(Role.EDITOR, email, account)


def make_secretary(email: str = "secretary@example.org", **account: Any) -> User:
    return _in_the_cms(Role.SECRETARY, email, account)


def _in_the_cms(role: Role, email: str, account: dict[str, Any]) -> User:
    user = make_player(role, email, user=make_user(email, **account))
    align_cms_groups(user)
    return fresh(user)


def make_home_page(language: str = "es") -> HomePage:
    """The one that the tree has; so are the other pages that stand once."""
    return home(language)


def make_history_page(language: str = "es") -> HistoryPage:
    return history(language)


def make_news_index_page(language: str = "es") -> NewsIndexPage:
    return news_index(language)


def make_story_index_page(language: str = "es") -> StoryIndexPage:
    return first_page(StoryIndexPage, language)


def make_library_page(language: str = "es") -> LibraryPage:
    return library(language)


def make_donate_page(language: str = "es") -> DonatePage:
    return donate(language)


def make_collection_page(language: str = "es", **overrides: Any) -> CollectionPage:
    return add_page(library(language), CollectionPage(**{"title": "Documentos"} | _fields(language, overrides)))


def make_site_rendition(**overrides: Any) -> SiteRendition:
    image = overrides.pop("image", None) or make_site_image()
    rendition: SiteRendition = image.create_rendition(Filter(overrides.pop("filter_spec", "width-100")))
    return rendition
