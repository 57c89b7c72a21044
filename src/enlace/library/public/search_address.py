"""Where one searches: the library stands above the search, which says in the registry where it is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from enlace.core.registry import registered


@dataclass(frozen=True)
class SearchField:
    """Of a form: where it leads, and what it asks beside what is typed. `action` is empty where nobody offers one."""

    action: str
    hidden: list[tuple[str, str]]


def search_field(request: HttpRequest, **asked: str) -> SearchField:
    entries = (offer(request) for offer in registered("search_entry"))
    entry = next((one for one in entries if one is not None), None)
    action = entry.address.split("?")[0] if entry else ""
    return SearchField(action, [("kind", "publication"), *asked.items()])


def search_address(request: HttpRequest, **asked: str) -> str:
    """Of what is asked of the search for publications; empty where nobody offers one."""
    field = search_field(request, **asked)
    return f"{field.action}?{urlencode(field.hidden)}" if field.action else ""
