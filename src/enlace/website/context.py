"""The frame of every page: who the network is, the menu, the languages, what stands at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, override
from wagtail.models import Page, Site

from enlace.accounts.rules import Anyone
from enlace.core.languages import Language, current_language, languages
from enlace.core.registry import Entry, registered
from enlace.core.texts import Text, Texts
from enlace.giving.entry.queries import is_open
from enlace.website.models import DonatePage, LibraryPage, NetworkSettings
from enlace.website.palette import palette_of
from enlace.website.queries import Edition, visible_pages
from enlace.website.rules import can_edit_site

MARK_SIZE = "max-184x184|preserve-svg"


@dataclass(frozen=True)
class LanguageLink:
    """`present` is false where the page is not there in this language, and the address says what is."""

    language: Language
    address: str
    current: bool
    present: bool = True


@dataclass(frozen=True)
class Group:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Frame:
    settings: NetworkSettings
    home: str
    languages: list[LanguageLink]
    menu: list[Entry]
    groups: list[Group]
    account: list[Entry]
    workspace: list[Entry]
    reader: Anyone
    donate: Entry | None = None
    search: Entry | None = None
    palette: str = ""
    mark_image: Any = None

    @property
    def signed_in_as(self) -> str:
        """Whose part the reader plays, in words; empty for who plays none."""
        return ", ".join(words for say in registered("signed_in_as") if (words := say(self.reader)))

    @property
    def account_beside_workspace(self) -> list[Entry]:
        """Without what the menu of the workspace leads to already."""
        known = {entry.address for entry in self.workspace}
        return [entry for entry in self.account if entry.address not in known]

    @property
    def name(self) -> Text:
        return name_of(self.settings)

    @property
    def short_name(self) -> Text:
        return short_name_of(self.settings)

    @property
    def publisher(self) -> Text:
        return _texts(self.settings.publisher)

    @property
    def publisher_note(self) -> Text:
        return _texts(self.settings.publisher_note)

    @property
    def legal(self) -> Text:
        return _texts(self.settings.legal)

    @property
    def illustrative(self) -> bool:
        return self.settings.illustrative


def name_of(settings: NetworkSettings) -> Text:
    return _texts(settings.name) or Text("Enlace", current_language(), False)


def short_name_of(settings: NetworkSettings) -> Text:
    return _texts(settings.short_name) or name_of(settings)


def _texts(value: Texts) -> Text:
    return Texts(value).in_language()


def site(request: HttpRequest) -> dict[str, Any]:
    """Made only where a template asks for it: the CMS does not."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def network_of(request: HttpRequest | None) -> NetworkSettings:
    """Of the site asked for, or of the one that there is where nobody asks, as in a mail."""
    site = Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
    if site is None:
        return NetworkSettings()
    return NetworkSettings.for_request(request) if request else NetworkSettings.for_site(site)


def frame_of(request: HttpRequest) -> Frame:
    site, settings = Site.find_for_request(request), network_of(request)
    user = getattr(request, "user", AnonymousUser())
    homes, children = _tree(site, user)
    home = homes.get(current_language())
    donate = next((page for page in children if page.specific_class is DonatePage), None)
    pages = [page for page in children if page != donate and page.specific_class is not LibraryPage]
    menu = [_entry(page, request) for page in pages if page.show_in_menus]
    menu += [entry for offer in registered("navigation") if (entry := offer(request)) is not None]
    button = _donate(donate, settings, request)
    unnamed = [donate] if donate and button is None else []
    others = [_entry(page, request) for page in [*pages, *unnamed] if page in unnamed or not page.show_in_menus]
    groups = [(gettext("Contents"), menu), (gettext("This site"), others), (gettext("Your workspace"), _foot(request))]
    css = palette_of(settings)
    return Frame(
        settings=settings,
        home=(home.get_url(request) if home else None) or "/",
        languages=_languages(request, homes),
        menu=menu,
        groups=[Group(title, entries) for title, entries in groups if entries],
        account=_account(request, user),
        workspace=[entry for offer in registered("workspace_entry") if (entry := offer(request)) is not None],
        reader=user,
        donate=button,
        search=next((entry for offer in registered("search_entry") if (entry := offer(request)) is not None), None),
        palette=f"{reverse('palette')}?v={sha256(css.encode()).hexdigest()[:12]}" if css else "",
        mark_image=settings.mark.get_rendition(MARK_SIZE) if settings.mark else None,
    )


def _donate(donate: Page | None, settings: NetworkSettings, request: HttpRequest) -> Entry | None:
    """The button that leads to giving: where one can give here, or at the address of the settings."""
    if donate is not None:
        return _entry(donate, request) if settings.donation_address or is_open() else None
    if not is_open():
        return None
    address = reverse("giving:appeal")
    return Entry(gettext("Donate"), address, _current(address, request))


def _tree(site: Site | None, user: Anyone) -> tuple[dict[str, Page], list[Page]]:
    """The home pages by language, and what stands beneath the one of the reader's language."""
    if site is None:
        return {}, []
    root, language = site.root_page, current_language()
    home = Q(depth=root.depth, translation_key=root.translation_key)
    child = Q(depth=root.depth + 1, locale__language_code=language)
    pages = list(visible_pages(user).filter(home | child).select_related("locale").order_by("path"))
    homes = {page.locale.language_code: page for page in pages if page.depth == root.depth}
    children = [page for page in pages if language in homes and page.is_child_of(homes[language])]
    return homes, children


def _current(address: str, request: HttpRequest) -> str:
    return "page" if request.path == address else "true" if request.path.startswith(address) else ""


def _entry(page: Page, request: HttpRequest) -> Entry:
    address = page.get_url(request) or "/"
    return Entry(page.title, address, _current(address, request))


def _foot(request: HttpRequest) -> list[Entry]:
    return [entry for offer in registered("workspace_foot") if (entry := offer(request)) is not None]


def _account(request: HttpRequest, user: Anyone) -> list[Entry]:
    if not user.is_authenticated:
        offered, ways = [], [(gettext("Sign in"), reverse("account_login"))]
    else:
        offered = [entry for offer in registered("account_entry") if (entry := offer(request)) is not None]
        ways = [(gettext("Edit the site"), reverse("wagtailadmin_home"))] if can_edit_site(user) else []
        ways.append((gettext("Your account"), reverse("account_email")))
        ways.append((gettext("Sign out"), reverse("account_logout")))
    return offered + [Entry(label, address, _current(address, request)) for label, address in ways]


def _languages(request: HttpRequest, homes: dict[str, Page]) -> list[LanguageLink]:
    """For what is no page of the site: the same address in the other language, else that language's home."""
    match = request.resolver_match
    is_page = match is None or match.url_name == "wagtail_serve"
    links = []
    for language in languages():
        home = homes[language.code].get_url(request) if language.code in homes else ""
        same = "" if is_page else translate_url(request.path, language.code)
        address = same if same.startswith(f"/{language.code}/") else home
        current = language.code == current_language()
        if address or current:
            links.append(LanguageLink(language, address or request.path, current))
    return links


def edition_links(request: HttpRequest, editions: Sequence[Edition]) -> list[LanguageLink]:
    """For a page: itself in other languages; where it is missing, the address that says so and offers the others."""
    key = next(edition.page.translation_key for edition in editions if edition.page)
    links = []
    for edition in editions:
        there = edition.page.get_url(request) if edition.page else None
        with override(edition.language.code):
            address = there or reverse("page_elsewhere", args=[key])
        links.append(LanguageLink(edition.language, address, edition.current, present=bool(there)))
    return links
