"""What the pages show: lists in the reader's language first, the same page elsewhere, related pages."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, IntegerField, Value, When
from wagtail.models import Page

from enlace.accounts.rules import Anyone
from enlace.core.languages import Language, languages, preference


@dataclass(frozen=True)
class Edition:
    """A page in one language; `page` is None where it does not exist for this reader."""

    language: Language
    page: Page | None
    current: bool


def editions(page: Page, user: Anyone) -> list[Edition]:
    """One for each language of the network, in its order."""
    there = {
        one.locale.language_code: one
        for one in type(page)
        .objects.visible_to(user)
        .filter(translation_key=page.translation_key)
        .select_related("locale")
    }
    there[page.locale.language_code] = page
    return [Edition(one, there.get(one.code), one.code == page.locale.language_code) for one in languages()]


def listed(model_name: str, language: str, user: Anyone) -> list[Any]:
    """Newest first, each article once: in the reader's language, else in the next one that has it."""
    model: Any = apps.get_model("website", model_name)
    order = {code: place for place, code in enumerate(preference(language))}
    rank = Case(
        *[When(locale__language_code=code, then=Value(place)) for code, place in order.items()],
        default=Value(len(order)),
        output_field=IntegerField(),
    )
    rows = model.objects.visible_to(user).annotate(rank=rank).order_by("rank").values_list("translation_key", "pk")
    best: dict[Any, int] = {}
    for key, pk in rows:
        best.setdefault(key, pk)
    return list(
        model.objects.filter(pk__in=best.values())
        .select_related("locale", "cover")
        .prefetch_related("themes")
        .order_by("-date", "-pk")
    )
