def make_demonstration_site() -> None:
    """The demonstration network's site."""
