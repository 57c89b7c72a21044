"""The long form of a publication in parts: what is always asked, what is folded away, what comes last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Fold:
    """`chosen` says how many are ticked in it; `is_open` where something in it is wrong or written, or themes
    are chosen: those stand above the others.
    """

    summary: Any
    fields: list[forms.BoundField]
    chosen: str
    is_open: bool

    @property
    def is_alone(self) -> bool:
        """Whether the summary says what the label would say again."""
        return len(self.fields) == 1


class PartedForm(forms.Form):
    """`folds` names fields by their summary; `at_the_end` stands below the folds."""

    folds: ClassVar[dict[Any, tuple[str, ...]]] = {}
    at_the_end: ClassVar[tuple[str, ...]] = ()

    @property
    def foremost(self) -> list[forms.BoundField]:
        elsewhere = {*self.at_the_end, *(name for names in self.folds.values() for name in names)}
        return [field for field in self.visible_fields() if field.name not in elsewhere]

    @property
    def last(self) -> list[forms.BoundField]:
        return [self[name] for name in self.at_the_end if name in self.fields]

    @property
    def folded(self) -> Iterator[Fold]:
        for summary, names in self.folds.items():
            yield _fold(summary, [self[name] for name in names], self.is_bound)


def _fold(summary: Any, fields: list[forms.BoundField], is_bound: bool) -> Fold:
    ticked = [one for one in fields if one.widget_type in ("checkboxselectmultiple", "themes")]
    count = sum(len(one.value() or ()) for one in ticked)
    chosen = ngettext("%(count)d chosen", "%(count)d chosen", count) % {"count": count} if count else ""
    wrong = is_bound and any(one.errors for one in fields)
    written = any(_is_written(one.value()) for one in fields if one.widget_type != "checkboxselectmultiple")
    return Fold(summary, fields, chosen, wrong or written)


def _is_written(value: Any) -> bool:
    """A text in many languages comes as a mapping, or as the list that was sent."""
    return any(value.values() if isinstance(value, dict) else value) if isinstance(value, dict | list) else bool(value)
