"""A form begun by an address: `?person=7&until=2026-11-30` fills these fields, so that a link can offer a way back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.http import urlencode


def prefilled(given: Mapping[str, str], form: type[forms.Form]) -> dict[str, str]:
    """What the address says of the form's fields."""
    return {name: given[name] for name in form.base_fields if name in given}


def filling(values: Mapping[str, Any]) -> str:
    """The query of an address that fills a form with `values`."""
    return "?" + urlencode({name: _written(value) for name, value in values.items()})


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "pk", value) or "")
