"""What the pages show: lists in the reader's language first, the same page elsewhere, related pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.lists import format_list
from django.apps import apps
from django.core import paginator
from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When, prefetch_related_objects
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageQuerySet, PageViewRestriction

from enlace.accounts.rules import Anyone
from enlace.core.languages import Language, language_codes, languages, preference
from enlace.themes.models import Theme


def visible_pages(user: Anyone, pages: "PageQuerySet[Page] | None" = None) -> "PageQuerySet[Page]":
    """Of `pages` (all, of every type, if not given) those that `user` may see: live and without a restriction.

    Drafts and restricted pages are for the CMS, which asks its own rules. The same as the CMS's `public()`, without
    the query that it makes for each call.
    """
    closed = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    return (Page.objects.filter(depth__gt=1) if pages is None else pages).live().filter(~Exists(closed))


@dataclass(frozen=True)
class Edition:
    """A page in one language; `page` is None where it does not exist for this reader."""

    language: Language
    page: Page | None
    current: bool


def editions(page: Page, user: Anyone) -> list[Edition]:
    """One for each language of the network, in its order."""
    visible = type(page).objects.visible_to(user).filter(translation_key=page.translation_key)
    rows = list(visible.select_related("locale"))
    page.locale = next((one.locale for one in rows if one.locale_id == page.locale_id), None) or page.locale
    there = {one.locale.language_code: one for one in rows} | {page.locale.language_code: page}
    return [Edition(one, there.get(one.code), one.code == page.locale.language_code) for one in languages()]


def listed(model_name: str, language: str, user: Anyone) -> "PageQuerySet[Any]":
    """Newest first, each article once: in the reader's language, else in the next one that has it."""
    model: Any = apps.get_model("website", model_name)
    order = {code: place for place, code in enumerate(preference(language))}
    rank = Case(
        *[When(locale__language_code=code, then=Value(place)) for code, place in order.items()],
        default=Value(len(order)),
        output_field=IntegerField(),
    )
    visible = model.objects.visible_to(user).annotate(rank=rank)
    nearer = visible.filter(translation_key=OuterRef("translation_key"), rank__lt=OuterRef("rank"))
    return (
        visible.filter(~Exists(nearer))
        .select_related("locale", "cover")
        .prefetch_related("themes")
        .order_by("-date", "-pk")
    )


@dataclass(frozen=True)
class Shown:
    """A page in a list, in its own language; `only_in` names those it has where the reader's is not among them."""

    page: Any
    only_in: str = ""


def shown(pages: Iterable[Page], language: str, user: Anyone) -> list[Shown]:
    pages = list(pages)
    prefetch_related_objects(pages, "locale")
    foreign = {page.translation_key for page in pages if page.locale.language_code != language}
    codes = defaultdict(set)
    if foreign:
        rows = visible_pages(user).filter(translation_key__in=foreign)
        for key, code in rows.values_list("translation_key", "locale__language_code"):
            codes[key].add(code)
    return [Shown(page, named(codes[page.translation_key], language)) for page in pages]


def named(codes: Collection[str], language: str) -> str:
    """Languages as a sentence of `language` names them: portugués e inglés."""
    names = Locale.parse(language).languages
    return format_list([names.get(code, code) for code in language_codes() if code in codes], locale=language)


PER_PAGE = 12


@dataclass(frozen=True)
class Listing:
    """A page of a list as it was asked for; `problem` names the part of the question that had no answer."""

    items: list[Shown]
    page: paginator.Page
    years: list[int]
    themes: list[Theme]
    year: int | None
    theme: Theme | None
    problem: str

    @property
    def filtered(self) -> bool:
        return bool(self.year or self.theme)

    @property
    def query(self) -> str:
        """What the address of another page of the same list begins with."""
        asked = {"year": self.year, "theme": self.theme and self.theme.slug}
        return "".join(f"{name}={value}&" for name, value in asked.items() if value)


def listing(model_name: str, language: str, user: Anyone, asked: Mapping[str, str]) -> Listing:
    """By year, theme and page. A wrong value is left out of account and told in `problem`."""
    pages = listed(model_name, language, user)
    years = [day.year for day in pages.order_by().dates("date", "year", order="DESC")]
    themes = sorted(Theme.objects.filter(pk__in=pages.order_by().values("themes")), key=lambda one: str(one).casefold())
    year = next((one for one in years if str(one) == asked.get("year")), None)
    theme = next((one for one in themes if one.slug == asked.get("theme")), None)
    problem = "year" if asked.get("year") and not year else "theme" if asked.get("theme") and not theme else ""
    pages = pages.filter(date__year=year) if year else pages
    pages = pages.filter(themes=theme) if theme else pages
    leaves = paginator.Paginator(pages, PER_PAGE)
    leaf = leaves.get_page(asked.get("page"))
    if asked.get("page") and str(leaf.number) != asked["page"]:
        problem = problem or "page"
    return Listing(shown(leaf, language, user), leaf, years, themes, year, theme, problem)


@dataclass(frozen=True)
class Front:
    """What the home page shows of its children; None where a reader of this language has no such page."""

    about: Page | None
    history: Any
    news: Page | None
    stories: Page | None
    donate: Page | None
    latest_news: list[Shown]
    latest_stories: list[Shown]


def front(home: Page, user: Anyone) -> Front:
    children = list(visible_pages(user, home.get_children()).order_by("path"))
    language = home.locale.language_code

    def child(name: str) -> Any:
        model = apps.get_model("website", name)
        return next((page for page in children if page.specific_class is model), None)

    history = child("HistoryPage")
    return Front(
        about=child("TextPage"),
        history=history and history.specific,
        news=child("NewsIndexPage"),
        stories=child("StoryIndexPage"),
        donate=child("DonatePage"),
        latest_news=shown(listed("NewsPage", language, user).prefetch_related(None)[:5], language, user),
        latest_stories=shown(listed("StoryPage", language, user).prefetch_related(None)[:3], language, user),
    )


def collections(library: Page, user: Anyone) -> list[Any]:
    model: Any = apps.get_model("website", "CollectionPage")
    return list(model.objects.visible_to(user).child_of(library).select_related("locale").order_by("path"))
