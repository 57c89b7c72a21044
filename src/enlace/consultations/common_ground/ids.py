"""An order of ids that nobody chose: of states, of statements."""

from collections.abc import Hashable


def order_of(one: Hashable) -> tuple[bool, int, str]:
    """A key to sort by: numbers by value, then all else as text."""
    return (False, one, "") if isinstance(one, int) else (True, 0, str(one))
