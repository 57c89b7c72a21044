from typing import Any

from enlace.core.mail import post
from enlace.core.models import Mail


def make_mail(**overrides: Any) -> Mail:
    """A mail that waits to be sent."""
    return post(**({"to": "oficina@example.org", "subject": "Un aviso", "text": "Hay un aviso."} | overrides))
