"""Keys by which the same page is known again: at another address, with other quotation marks, saved twice."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

SAME_CHARACTERS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″❝❞", '"'), **dict.fromkeys("‘’‚‛′´`‹›", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."}
)
COPY = re.compile(r"(?:-(?:copy|copia|cópia)(?:-\d{1,2})?|-\d{1,2})$")
OPENING = 300


def normalised(text: str) -> str:
    """`text` in one form of quotes, dashes, spaces and letter case, to compare with."""
    plain = unicodedata.normalize("NFKC", text.translate(SAME_CHARACTERS)).translate(SAME_CHARACTERS)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    plain = re.sub(r"\s*(-+|\"|')\s*", r"\1", plain).replace("''", '"').replace('"', "'")
    return re.sub(r"\s+", " ", plain).strip().casefold()


def normalised_address(address: str | None) -> str | None:
    """Host and path without scheme, www, query, fragment and closing slash; None for a home page or no address."""
    if not address or "//" not in address:
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = re.sub(r"/(?:index|default)\.\w{3,5}$|\.html?$", "", unquote(parts.path)).strip("/").casefold()
    return f"{host}/{path}" if host and path else None


def identity(source: str | None, titles: list[str], texts: list[str]) -> tuple[str, ...]:
    """Keys of a page; two pages are the same when they share one.

    `address` is trusted alone. The last part of it, without the ending that a copy gets (-7, -copy), counts only with
    the title, since “bulletin-1” and “bulletin-2” may be two pages; the text counts as a whole, or its opening together
    with the title. An export gives no address but that last part.
    """
    keys = []
    title = normalised(" ".join(titles))
    address = normalised_address(source)
    if address:
        keys.append(f"address:{address}")
    slug = (address or (source or "").strip().casefold()).rstrip("/").rpartition("/")[2]
    if slug and title:
        keys.append("slug:" + _digest(COPY.sub("", slug), title))
    whole = normalised(" ".join(texts))
    if len(whole) >= 40:
        keys.append("text:" + _digest(whole))
        if title and len(whole) >= OPENING:
            keys.append("opening:" + _digest(title, whole[:OPENING]))
    return tuple(keys)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
