"""Which records somebody sees, asked once of each model: thousands of words are looked for in every answer."""

from typing import Any

from django.db import models


def seen_of(user: Any, model: type[models.Model]) -> set[Any]:
    """The keys of what `visible_to(user)` gives, kept with the user object: fetch that anew to ask again."""
    kept: dict[type[models.Model], set[Any]] = user.__dict__.setdefault("_seen", {})
    if model not in kept:
        kept[model] = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
    return kept[model]
