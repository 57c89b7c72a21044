"""Related stories: what an editor chose, else what shares themes and words, also across languages."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from wagtail.models import Page

from enlace.accounts.rules import Anyone
from enlace.core.languages import preference
from enlace.website.queries import visible_pages
from enlace.website.similarity import likeness_to, rarity, terms, theme_similarity
from enlace.website.stream_text import plain_text

SHOWN = 3
NEWEST = 400
LONGEST_TEXT = 2000
BY_THEMES, BY_WORDS = 0.6, 0.4
ELSEWHERE = 0.85
LEAST = 0.08


@dataclass(frozen=True)
class Article:
    """One edition of an article, as far as it is compared."""

    pk: int | None
    kind: int
    key: UUID
    language: str
    date: date
    themes: frozenset[int]
    title: str
    body: str

    @property
    def terms(self) -> Any:
        return terms(_text(self.title, self.body))


def related_pages(page: Any, user: Anyone) -> list[Page]:
    """At most three pages that `user` may see, each in the language of `page` where it exists in it."""
    if len(page.chosen_pages):
        return _chosen(page, user)
    return _fetch((one.pk, one.kind) for one in _most_alike(page, user))


def _chosen(page: Any, user: Anyone) -> list[Page]:
    """What an editor chose, which may be an edition that nobody sees, in the edition that the reader does see."""
    chosen = [block["value"] for block in page.chosen_pages.raw_data]
    rank = _rank(page)
    keys: dict[int, UUID] = {}
    best: dict[UUID, tuple[int, int]] = {}
    editions = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk__in=chosen).values("translation_key")
    ).annotate(seen=Exists(visible_pages(user).filter(pk=OuterRef("pk"))))
    rows = editions.values_list("locale__language_code", "pk", "content_type_id", "translation_key", "seen")
    for _language, pk, kind, key, seen in sorted(rows, key=lambda row: (rank(row[0]), row[1])):
        keys[pk] = key
        if seen and key != page.translation_key:
            best.setdefault(key, (pk, kind))
    wanted = dict.fromkeys(keys.get(one) for one in chosen)
    return _fetch([best[key] for key in wanted if key in best][:SHOWN])


def _most_alike(page: Any, user: Anyone) -> list[Article]:
    """Each article once; of two editions of the page that is asked about, the one in the other's language compares."""
    articles = _articles(user)
    own = [one for one in articles if one.key == page.translation_key]
    here = next((one for one in own if one.pk == page.pk), None) or _as_article(page)
    others = [one for one in articles if one.key != page.translation_key]
    theme_weights = rarity(one.themes for one in [here, *others])
    term_weights = rarity(one.terms for one in [here, *others])
    like_here = likeness_to(here.terms, term_weights)
    like = {one.language: likeness_to(one.terms, term_weights) for one in own} | {here.language: like_here}
    rank, scores, best = _rank(page), defaultdict[UUID, float](float), dict[UUID, Article]()
    for one in others:
        score = BY_THEMES * theme_similarity(here.themes, one.themes, theme_weights)
        score += BY_WORDS * like.get(one.language, like_here)(one.terms)
        scores[one.key] = max(scores[one.key], score)
        if one.key not in best or rank(one.language) < rank(best[one.key].language):
            best[one.key] = one
    for key, one in best.items():
        scores[key] *= 1.0 if one.language == here.language else ELSEWHERE
    found = [one for one in best.values() if scores[one.key] >= LEAST]
    return sorted(found, key=lambda one: (scores[one.key], one.date, one.pk or 0), reverse=True)[:SHOWN]


def _rank(page: Page) -> Callable[[str], int]:
    places = {code: place for place, code in enumerate(preference(page.locale.language_code))}
    return lambda language: places.get(language, len(places))


def _articles(user: Anyone) -> list[Article]:
    """The newest news and stories, each edition by itself, in one query."""
    rows = (
        visible_pages(user)
        .annotate(
            shown=Coalesce("newspage__date", "storypage__date"),
            themes=Coalesce(_themes("NewsPage"), _themes("StoryPage"), Value(""), output_field=TextField()),
            heading=Concat(
                F("title"), Value("\n"), Coalesce("newspage__summary", "storypage__summary"), output_field=TextField()
            ),
            text=Coalesce(Cast("newspage__body", TextField()), Cast("storypage__body", TextField())),
        )
        .filter(shown__isnull=False)
        .order_by("-shown", "-pk")
        .values_list(
            *("pk", "content_type_id", "translation_key", "locale__language_code"),
            *("shown", "themes", "heading", "text"),
        )
    )[:NEWEST]
    return [
        Article(pk, kind, key, language, shown, frozenset(map(int, filter(None, themes.split(",")))), heading, text)
        for pk, kind, key, language, shown, themes, heading, text in rows
    ]


def _themes(model_name: str) -> Subquery:
    through: Any = apps.get_model("website", f"{model_name}_themes")
    owner = f"{model_name.lower()}_id"
    rows: QuerySet = through.objects.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Subquery(rows.annotate(ids=StringAgg(Cast("theme_id", CharField()), Value(","))).values("ids"))


def _as_article(page: Any) -> Article:
    """`page` as it stands in memory: a preview, or a draft that the CMS shows."""
    return Article(
        page.pk,
        page.content_type_id,
        page.translation_key,
        page.locale.language_code,
        page.date,
        frozenset(theme.pk for theme in page.themes.all()),
        f"{page.title}\n{page.summary}",
        page._meta.get_field("body").value_to_string(page),
    )


@lru_cache(maxsize=1024)
def _text(heading: str, body: str) -> str:
    return f"{heading}\n{plain_text(json.loads(body or '[]'))}"[:LONGEST_TEXT]


def _fetch(wanted: Iterable[tuple[Any, int]]) -> list[Page]:
    """The pages (id and content type), whole and in this order; one query for each type."""
    wanted = list(wanted)
    found: dict[int, Page] = {}
    for kind in dict.fromkeys(kind for _pk, kind in wanted):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        pages = model.objects.filter(pk__in=[pk for pk, one in wanted if one == kind]).select_related("locale")
        found |= {page.pk: page for page in (pages.select_related("cover") if hasattr(model, "cover") else pages)}
    return [found[pk] for pk, _kind in wanted]
