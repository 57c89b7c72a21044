"""JSON that stands in a script element of a page, as schema.org's data do."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

NOT_IN_SCRIPT = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def as_script(data: Mapping[str, Any]) -> SafeString:
    """JSON in which nothing can end the script element or begin a comment in it."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(NOT_IN_SCRIPT))  # noqa: S308 escaped above
