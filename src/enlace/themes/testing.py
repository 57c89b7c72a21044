from typing import Any

from django.db.models import Max

from enlace.core.texts import Texts
from enlace.themes.models import Theme


def make_theme(**overrides: Any) -> Theme:
    number = (Theme.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    return Theme.objects.create(**({"slug": f"tema-{number}", "label": Texts({"es": f"Tema {number}"})} | overrides))
