"""What the audit log keeps of a mechanism: of long texts and of the contact only that they were changed."""

from collections.abc import Iterable
from typing import Any

from enlace.core.texts import Texts
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.facts import FACTS

RECORDED = (
    *("country", "name", "status", "launched_on", "instrument", "instrument_link", "host", "secretariat"),
    *("budget", "budget_currency", "budget_year", "contact_public", "illustrative"),
)


def recorded(mechanism: Mechanism) -> dict[str, Any]:
    """By column, without what is empty."""
    found: dict[str, Any] = {column: getattr(mechanism, column) for column in RECORDED}
    found["themes"] = sorted(mechanism.themes.values_list("pk", flat=True))
    return {
        column: dict(value) if isinstance(value, Texts) else value
        for column, value in found.items()
        if value not in ("", None, False, {}, [])
    }


def facts_told(names: Iterable[str]) -> dict[str, Any]:
    """Which facts were written, each by its first column, which the log knows how to call."""
    columns = [FACTS[name].columns[0] for name in names]
    return {"facts": columns} if columns else {}
