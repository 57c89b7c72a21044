"""With what an edition was made, so that it can be made again: the typesetter, the fonts, the template."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from enlace.core.typesetting import FONTS, SHARED
from enlace.reports.document.printed import TEMPLATE, cover_cloth


@cache
def engine() -> dict[str, str]:
    """`typst` is its version; `fonts` and `template` are sums (SHA-256) of all that belongs to them."""
    fonts = sorted(one for one in FONTS.rglob("*") if one.suffix.lower() in {".ttf", ".otf"})
    templates = [one for folder in (SHARED, TEMPLATE.parent) for one in sorted(folder.rglob("*.typ"))]
    return {
        "typst": version("typst"),
        "fonts": _sum(one.read_bytes() for one in fonts),
        "template": _sum([*(one.read_bytes() for one in templates), cover_cloth().encode()]),
    }


def sum_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def _sum(contents: Iterable[bytes]) -> str:
    """Of contents one after the other, each by its own sum, so that none can pass for a part of another."""
    return sum_of("".join(sum_of(one) for one in contents).encode())
