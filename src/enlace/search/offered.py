"""What the search offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.search.entries import search_entry
from enlace.search.following import check_search, follow, prepare_search

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("prepare", prepare_search, 90),
    ("demo", prepare_search, 90),
    ("tick", follow, 90),
    ("check", check_search, 70),
    ("search_entry", search_entry, 10),
)
