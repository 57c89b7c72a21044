import unicodedata


def plain(text: str) -> str:
    """The text as one compares what people typed: without case, accents and doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
