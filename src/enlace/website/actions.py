"""Actions on the public site."""


def prepare_site() -> None:
    """Locales, the tree of pages per language and the groups of editors."""
