from django.http import HttpRequest

from enlace.core.registry import Entry


def entry_to(address: str, label: str, request: HttpRequest) -> Entry:
    """A way in a menu, marked as current on its own page and on those whose address begins with its own."""
    current = "page" if request.path == address else "true" if request.path.startswith(address) else ""
    return Entry(label, address, current)
