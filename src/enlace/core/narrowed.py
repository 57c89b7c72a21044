"""A list that its reader narrows by filters in the address, shown leaf by leaf."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page

from enlace.core.plain import plain


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Narrowed:
    """`total` are all of the list, before it is narrowed; `choices` what each filter offers, by its name.

    `asked` are the filters chosen; `unknown`: something asked for is not among the choices.
    """

    page: Page[Any]
    total: int
    choices: dict[str, list[Choice]]
    asked: dict[str, str]
    unknown: bool

    @property
    def query(self) -> str:
        """What of the address the leaves of the list carry on."""
        return f"{urlencode(self.asked)}&" if self.asked else ""

    @property
    def address(self) -> str:
        """What of the address changes what is shown."""
        leaf = f"page={self.page.number}" if self.page.number > 1 else ""
        return f"{self.query}{leaf}".rstrip("&")


def choices_of(known: Mapping[str, Sequence[tuple[str, str]]], chosen: Mapping[str, str]) -> dict[str, list[Choice]]:
    """`known` has value and label of what each filter can be; a filter that offers nothing is left out."""
    return {
        name: [Choice(value, label, chosen.get(name) == value) for value, label in values]
        for name, values in known.items()
        if values
    }


def by_label(values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """In the order of the alphabet, accents and capitals ignored."""
    return sorted(values, key=lambda one: plain(one[1]))
