"""What changed between two states of knowledge, fact by fact. No Django.

A fact is a dict of its columns (`register.facts`): a text in many languages is a dict of language to text, everything
else one value. A fact that is not known is empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type Value = Mapping[str, Any]
type Facts = Mapping[str, Value]


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"
    SAME = "same"


@dataclass(frozen=True)
class Lines:
    """Of a text: the lines that came, those that are not in it any more, and how many stayed."""

    added: tuple[str, ...]
    left: tuple[str, ...]
    kept: int


@dataclass(frozen=True)
class PartChange:
    """Of one column, in one language where it is a text (`language` is empty otherwise); None where it is not known."""

    column: str
    language: str
    before: Any
    after: Any

    @property
    def kind(self) -> Kind:
        return _kind(self.before, self.after)

    @property
    def lines(self) -> Lines:
        old, new = lines_of(self.before), lines_of(self.after)
        added = tuple(line for line in new if line not in old)
        return Lines(added, tuple(line for line in old if line not in new), len(new) - len(added))


@dataclass(frozen=True)
class FactChange:
    """`parts` are those that differ; of a fact that is the same there is none."""

    name: str
    kind: Kind
    before: Value
    after: Value
    parts: tuple[PartChange, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Whether only languages came or went beside texts that are as they were."""
        texts = all(part.language and part.kind is not Kind.CHANGED for part in self.parts)
        return self.kind is Kind.CHANGED and texts and all(self._stays(part.column) for part in self.parts)

    def _stays(self, column: str) -> bool:
        before, after = self.before.get(column), self.after.get(column)
        return bool(before and after and set(before) & set(after))


def changes_between(before: Facts, after: Facts, names: Iterable[str]) -> list[FactChange]:
    """One for each of `names`, in their order."""
    return [_change(name, before.get(name) or {}, after.get(name) or {}) for name in names]


def changed(changes: Iterable[FactChange]) -> list[FactChange]:
    return [one for one in changes if one.kind is not Kind.SAME]


def _change(name: str, before: Value, after: Value) -> FactChange:
    columns = dict.fromkeys([*before, *after])
    parts = [part for column in columns for part in _parts(column, before.get(column), after.get(column))]
    return FactChange(
        name, _kind(before, after), before, after, tuple(part for part in parts if part.before != part.after)
    )


def _kind(before: Any, after: Any) -> Kind:
    if before == after:
        return Kind.SAME
    if not _known(before):
        return Kind.NEW
    return Kind.CHANGED if _known(after) else Kind.LOST


def _known(value: Any) -> bool:
    return value not in (None, "") and value != {}


def _parts(column: str, before: Any, after: Any) -> list[PartChange]:
    if not isinstance(before, Mapping) and not isinstance(after, Mapping):
        return [PartChange(column, "", before, after)]
    old, new = before or {}, after or {}
    return [PartChange(column, code, old.get(code), new.get(code)) for code in dict.fromkeys([*old, *new])]


def lines_of(text: Any) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()] if isinstance(text, str) else []
