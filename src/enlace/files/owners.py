"""Which models own private files: they say so in the registry, and who may change them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from enlace.core.registry import registered


@dataclass(frozen=True)
class FileOwner:
    """`can_change` and `can_erase` are rules, `(user, record) -> bool`: who adds files, and who erases any of them.

    The model has `visible_to(user)`, by which its files are seen, and `get_absolute_url()`, where they are shown.
    `taken_home(version)` is true of what a browser shall not show in place, because it carries something that runs.
    """

    model: type[models.Model]
    can_change: Callable[[Any, Any], bool]
    can_erase: Callable[[Any, Any], bool]
    taken_home: Callable[[Any], bool] = lambda version: False


def file_owners() -> list[FileOwner]:
    return [offer() for offer in registered("file_owner")]


def file_owner(record: Any) -> FileOwner | None:
    return next((owner for owner in file_owners() if type(record) is owner.model), None)
