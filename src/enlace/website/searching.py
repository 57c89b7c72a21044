"""What of the public site is searched: news, stories and the other pages, as they are live.

A page exists once in each language. What is searched is all of them together: the record stands for those that are
live and open, under the lowest of their numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from enlace.accounts.rules import Anyone
from enlace.core.languages import preference
from enlace.core.searchable import Indexed, Searchable, joined
from enlace.website.models import NewsPage, SitePage, StoryPage
from enlace.website.queries import visible_pages
from enlace.website.stream_text import plain_text, spoken

WORDS = ("headline", "lead", "summary", "introduction", "description", "today", "appeal_title", "appeal_text")
STREAMS = ("body", "facts", "milestones", "documents", "sources")

type Pages = Callable[[], QuerySet[Any]]


def searchable_news() -> Searchable:
    return _searchable("news", _("News"), NewsPage, NewsPage.objects.all)


def searchable_stories() -> Searchable:
    return _searchable("story", _("Stories of impact"), StoryPage, StoryPage.objects.all)


def searchable_pages() -> Searchable:
    return _searchable("page", _("Pages"), Page, lambda: Page.objects.filter(depth__gt=1).not_type(NewsPage, StoryPage))


def _searchable(kind: str, label: Any, model: type[Page], pages: Pages) -> Searchable:
    return Searchable(
        kind=kind,
        label=label,
        singular=model._meta.verbose_name,
        seen=lambda user: one_of_each(user, pages()),
        read=lambda ids: read_pages(ids, pages()),
        affected=lambda subject, ids: affected_pages(subject, ids, pages()),
        addresses=addresses_of_pages,
    )


def one_of_each(user: Anyone, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Of those that somebody sees, one for all languages."""
    seen: Any = visible_pages(user, pages)
    lower = visible_pages(user).filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return seen.filter(~Exists(lower))


def read_pages(ids: Collection[int], pages: QuerySet[Any]) -> Iterator[Indexed]:
    """Nothing of a page that is not live or not open to everybody, nor of what is drafted anew of one that is."""
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    groups: dict[Any, list[Any]] = defaultdict(list)
    live: Any = visible_pages(AnonymousUser(), Page.objects.filter(translation_key__in=keys))
    for page in live.select_related("locale").order_by("pk").specific():
        groups[page.translation_key].append(page)
    wanted = set(pages.filter(pk__in=ids).values_list("pk", flat=True))
    for editions in groups.values():
        if editions[0].pk in wanted:
            yield _group(editions)


def _group(editions: list[Any]) -> Indexed:
    first = editions[0]
    themes = {theme.slug for page in editions if hasattr(page, "themes") for theme in page.themes.all()}
    return Indexed(
        id=first.pk,
        titles={page.locale.language_code: page.title for page in editions},
        texts=joined(*({page.locale.language_code: words_of(page)} for page in editions)),
        day=first.date.isoformat() if hasattr(first, "date") else "",
        themes=tuple(sorted(themes)),
    )


def words_of(page: Any) -> str:
    """What a page says beneath its title, one paragraph a line."""
    lines = [spoken(getattr(page, name)) for name in WORDS if getattr(page, name, "")]
    lines += [plain_text(getattr(page, name).raw_data) for name in STREAMS if getattr(page, name, None)]
    return "\n".join(line for line in lines if line)


def affected_pages(subject: str, ids: Collection[str], pages: QuerySet[Any]) -> Collection[int] | None:
    """With a page all its translations; one that is no more is still named by the log."""
    if subject == "themes.theme" and hasattr(pages.model, "themes"):
        tagged = pages if "" in ids else pages.filter(themes__in=[one for one in ids if one.isdigit()])
        return _with_translations(tagged.values("pk"), pages)
    if subject not in page_subjects():
        return ()
    if "" in ids:
        return None
    numbers = {int(one) for one in ids if one.isdigit()}
    return _with_translations(Page.objects.filter(pk__in=numbers).values("pk"), pages) | numbers


def _with_translations(some: Any, pages: QuerySet[Any]) -> set[int]:
    keys = Page.objects.filter(pk__in=some).values("translation_key")
    return set(pages.filter(translation_key__in=keys).values_list("pk", flat=True))


def page_subjects() -> frozenset[str]:
    """As the logs name pages: by their own type, or as pages."""
    found, waiting = {Page._meta.label_lower}, list(SitePage.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            found.add(model._meta.label_lower)
    return frozenset(found)


def addresses_of_pages(wanted: Mapping[int, str]) -> dict[int, str]:
    """Where each page is read in the language that comes with it, or in the next best in which it is live."""
    keys = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    editions: dict[Any, dict[str, Any]] = defaultdict(dict)
    live: Any = visible_pages(AnonymousUser(), Page.objects.filter(translation_key__in=set(keys.values())))
    for page in live.select_related("locale").order_by("pk"):
        editions[page.translation_key][page.locale.language_code] = page
    return {pk: _address_in(wanted[pk], editions[key]) for pk, key in keys.items()}


def _address_in(language: str, editions: Mapping[str, Any]) -> str:
    for code in (*preference(language), *editions):
        if code in editions:
            return editions[code].url or ""
    return ""
