"""What lower apps offer to upper pages, by kind.

An app registers in its `apps.py` (`ready`); an upper page asks `registered(kind)` and never learns who answered.

| kind         | an item is                                                    | asked by                    |
| ------------ | ------------------------------------------------------------- | --------------------------- |
| `check`      | `() -> Iterable[Finding]`                                     | `./enlace doctor`           |
| `cms_task`   | `(request) -> Task or None`                                   | the first page of the CMS   |
| `demo`       | `() -> None`, makes demonstration records, may run again      | `./enlace demo`             |
| `glossary`   | `(source, target) -> Mapping[str, str]`, terms to keep        | `core.draft_translation`    |
| `home_panel` | `(request) -> Panel or None`                                  | the home page               |
| `navigation` | `(request) -> Entry or None`                                  | the menu of every page      |
| `prepare`    | `() -> None`, makes what an empty database needs              | `./enlace` before it serves |
| `tick`       | `(now) -> int`, does what has fallen due, counts what it did  | `./enlace tick`             |
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = frozenset({"check", "cms_task", "demo", "glossary", "home_panel", "navigation", "prepare", "tick"})


@dataclass(frozen=True)
class Entry:
    """A way in the menu; `current` is `page` where it leads to the page shown, `true` above it, else empty."""

    label: str
    address: str
    current: str = ""


@dataclass(frozen=True)
class Panel:
    """A section of an upper page: `template` is rendered with `panel` being `context`."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """What editors do often; `icon` is the name of one of the CMS's."""

    label: str
    explained: str
    address: str
    icon: str


_items: dict[str, list[tuple[int, int, Callable[..., Any]]]] = defaultdict(list)


def register(kind: str, item: Callable[..., Any], *, order: int = 0) -> None:
    """Offer `item`; a smaller `order` comes first, equal ones stay as they were registered. Unknown kind: KeyError."""
    if kind not in KINDS:
        raise KeyError(f"{kind!r} is no kind of the registry: {sorted(KINDS)}")
    entries = _items[kind]
    if all(known is not item for _, _, known in entries):
        entries.append((order, len(entries), item))


def registered(kind: str) -> list[Callable[..., Any]]:
    if kind not in KINDS:
        raise KeyError(f"{kind!r} is no kind of the registry: {sorted(KINDS)}")
    return [item for _, _, item in sorted(_items[kind], key=lambda entry: entry[:2])]
