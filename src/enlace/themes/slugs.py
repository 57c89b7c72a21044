from collections.abc import Mapping

from django.utils.text import slugify

from enlace.core.languages import default_language

LONGEST_SLUG = 80
ADDRESSES = frozenset({"add", "import"})
"""Which stand beside those of themes."""


def free_slug(label: Mapping[str, str], taken: set[str]) -> str:
    """Made of the English name, or of the one in the default language, as addresses are written."""
    words = label.get("en") or label.get(default_language()) or next(iter(label.values()), "")
    wanted = slugify(words)[:LONGEST_SLUG].strip("-_") or "theme"
    number, slug = 2, wanted
    while slug in taken | ADDRESSES:
        slug, number = f"{wanted[: LONGEST_SLUG - 6]}-{number}", number + 1
    return slug
