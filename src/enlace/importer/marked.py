def gettext_noop(text: str) -> str:
    """Marks a text for translation. It is translated where the language of the reader is known, which is not here."""
    return text
