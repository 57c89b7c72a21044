from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms


@dataclass(frozen=True)
class Part:
    """Fields that stand together; with a `summary` they are folded away, and `is_open` where something is in them."""

    fields: list[forms.BoundField]
    summary: Any = ""
    is_open: bool = False

    @property
    def is_alone(self) -> bool:
        """Whether the summary says what the label would say again."""
        return len(self.fields) == 1


class PartedForm(forms.Form):
    """A form whose less usual fields are folded: `folds` names them by their summary."""

    folds: ClassVar[dict[Any, tuple[str, ...]]] = {}

    def parts(self) -> Iterator[Part]:
        """In the order of the fields; a fold stands where its first field would."""
        summaries = {names[0]: (summary, names) for summary, names in self.folds.items()}
        folded = {name for names in self.folds.values() for name in names}
        for bound in self.visible_fields():
            if bound.name in summaries:
                summary, names = summaries[bound.name]
                yield self._fold(summary, [self[name] for name in names if name in self.fields])
            elif bound.name not in folded:
                yield Part([bound])

    def _fold(self, summary: Any, fields: list[forms.BoundField]) -> Part:
        """What must be chosen is not folded."""
        if any(one.field.required for one in fields) and len(fields) == 1:
            return Part(fields)
        wrong = self.is_bound and any(one.errors for one in fields)
        chosen = any(one.value() for one in fields if one.widget_type in ("checkboxselectmultiple", "themes"))
        return Part(fields, summary, wrong or chosen)
