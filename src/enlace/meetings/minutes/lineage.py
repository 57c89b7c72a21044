"""Which version two others come from."""

from collections.abc import Iterable, Mapping

type Parents = Mapping[int, Iterable[int | None]]
"""Of each version those that it builds upon; each has a smaller number than itself."""


def last_in_common(parents: Parents, one: int, other: int) -> int | None:
    """The newest version that both build upon or are; None where they have nothing in common."""
    shared = _line_of(parents, one) & _line_of(parents, other)
    return max(shared, default=None)


def _line_of(parents: Parents, version: int) -> set[int]:
    line, waiting = set(), [version]
    while waiting:
        current = waiting.pop()
        if current not in line:
            line.add(current)
            waiting += [parent for parent in parents.get(current, ()) if parent is not None]
    return line
