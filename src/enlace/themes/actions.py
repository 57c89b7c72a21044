import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.themes.models import Theme
from enlace.themes.rules import can_import_themes

FIRST_VOCABULARY = Path(__file__).parent / "vocabulary.json"


@transaction.atomic
def import_themes(concepts: Iterable[Mapping[str, Any]], *, by: Anyone | None) -> list[Theme]:
    """Make or update themes by slug; a concept is written as in `vocabulary.json`. A missing broader: KeyError."""
    require(can_import_themes(by))
    concepts = list(concepts)
    themes = {}
    for concept in concepts:
        theme, _ = Theme.objects.update_or_create(
            slug=concept["slug"],
            defaults={
                "label": Texts(concept["labels"]),
                "alternatives": concept["alternatives"],
                "definition": Texts(concept["definition"]),
            },
        )
        themes[theme.slug] = theme
    for concept in concepts:
        theme = themes[concept["slug"]]
        theme.broader = themes[concept["broader"]] if concept["broader"] else None
        theme.save()
        theme.related.set([themes[slug] for slug in concept["related"]])
        record("import_theme", theme, by=by)
    return list(themes.values())


def load_first_vocabulary() -> None:
    """Into an empty vocabulary only: what the network changed later is the network's."""
    if not Theme.objects.exists():
        import_themes(json.loads(FIRST_VOCABULARY.read_text("utf-8")), by=None)
