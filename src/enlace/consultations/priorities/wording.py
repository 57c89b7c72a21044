"""What a priority says."""

from collections.abc import Mapping
from typing import Any

from enlace.consultations.models import Priority
from enlace.core.texts import Texts


def set_wording(priority: Priority, title: Mapping[str, str], text: Mapping[str, str] | None) -> None:
    priority.title, priority.text = Texts(title), Texts(text)
    priority.full_clean()
    priority.save(update_fields=["title", "text"])


def themes_of(priority: Priority) -> dict[str, Any]:
    found = sorted(priority.themes.values_list("pk", flat=True))
    return {"themes": found} if found else {}


def wording_of(priority: Priority) -> dict[str, Any]:
    """As the audit log writes it: what a priority said before is read there."""
    return {name: dict(value) for name in ("title", "text") if (value := getattr(priority, name))}
