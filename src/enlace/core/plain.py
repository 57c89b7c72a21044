import unicodedata


def plain(text: str) -> str:
    """The text as one compares what people typed: without case, accents and doubled spaces.

    Letters are decomposed and folded twice, as Unicode's compatibility caseless matching asks (section 3.13, D146):
    some have capitals within, such as ℠.
    """
    for _turn in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
