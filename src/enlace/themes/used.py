"""Who points to themes, whichever app it is of: found in the models, so that no app need tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from enlace.themes.models import Theme


@dataclass(frozen=True)
class Pointer:
    """A column that names a theme: of a record, or of the table of a many-to-many relation of `owner`."""

    model: type[models.Model]
    column: str
    owner: type[models.Model]
    other: str = ""
    """The column beside it in a many-to-many table; empty where a record has one theme."""

    def rows(self, theme: Theme) -> Any:
        return self.model._default_manager.filter(**{self.column: theme.pk})


def pointers() -> Iterator[Pointer]:
    """All but those from theme to theme."""
    for field in Theme._meta.get_fields(include_hidden=True):
        related: Any = field
        if field.concrete or not field.auto_created or related.related_model is Theme:
            continue
        if field.many_to_many:
            through, owner = related.through, related.related_model
            yield Pointer(through, related.field.m2m_reverse_name(), owner, related.field.m2m_column_name())
        elif (field.one_to_many or field.one_to_one) and not related.related_model._meta.auto_created:
            yield Pointer(related.related_model, related.field.attname, related.related_model)


def is_used(theme: Theme) -> bool:
    """Whether a record is tagged with it, or a theme stands beneath it."""
    return theme.narrower.exists() or any(one.rows(theme).exists() for one in pointers())


def count_uses(theme: Theme) -> int:
    """How many records are tagged with it, those that nobody but the secretariat sees included."""
    return sum(one.rows(theme).count() for one in pointers())
