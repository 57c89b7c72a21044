"""A document read back from its data, as it was kept."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from enlace.reports.document.blocks import Document


def document_of(data: Mapping[str, Any]) -> Document:
    """The document whose `as_data()` these are. Raises KeyError or TypeError where they are not a document's."""
    found = _value(Document, data)
    assert isinstance(found, Document)
    return found


def _value(kind: Any, data: Any) -> Any:
    if isinstance(kind, UnionType):
        kinds = {one.__dataclass_fields__["kind"].default: one for one in get_args(kind)}
        return _value(kinds[data["kind"]], data)
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], one) for one in data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: _value(hints[one.name], data[one.name]) for one in fields(kind) if one.init})
    return data
