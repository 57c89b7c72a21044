"""Free text in the files of Polis: no cell that a spreadsheet program runs, and the way back to the same text."""

from enlace.network.exchange import cell_safety


def guarded(text: str) -> str:
    return cell_safety.guarded(text)


def restored(text: str) -> str:
    """The inverse of `guarded`. What `guarded` cannot have written stays as it is."""
    plain = cell_safety.restored(text)
    return plain if cell_safety.guarded(plain) == text else text
