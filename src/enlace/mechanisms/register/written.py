"""Columns of a mechanism written as facts: read, checked, compared with what was there. Without saving."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.fact_fields import value_from
from enlace.mechanisms.register.facts import FACTS, value_of, write_value
from enlace.mechanisms.register.rules import has_history
from enlace.network.models import State
from enlace.network.states import state_names

COLUMNS = tuple(column for fact in FACTS.values() for column in fact.columns)


def write_columns(mechanism: Mechanism, columns: Mapping[str, Any]) -> list[str]:
    """Facts of which a column is not given keep it. Gives the names of the facts that differ from before.

    Raises ValidationError by column, TypeError for what is none.
    """
    unknown = set(columns) - {*COLUMNS, "country", "illustrative"}
    if unknown:
        raise TypeError(f"The register says no {', '.join(sorted(unknown))} of a mechanism.")
    errors: dict[str, Any] = {}
    changed = []
    if "country" in columns:
        errors |= _write_country(mechanism, columns["country"])
    mechanism.illustrative = columns.get("illustrative", mechanism.illustrative)
    for name, fact in FACTS.items():
        if columns.keys().isdisjoint(fact.columns):
            continue
        try:
            value = value_from(name, {one: columns.get(one, getattr(mechanism, one)) for one in fact.columns})
        except ValidationError as error:
            errors |= error.error_dict
        else:
            if value != value_of(mechanism, name):
                write_value(mechanism, name, value)
                changed.append(name)
    if errors:
        raise ValidationError(errors)
    return changed


def _write_country(mechanism: Mechanism, country: str) -> dict[str, str]:
    """What is wrong with it, by column. Of another state would be what the first one answered."""
    if country not in state_names("en"):
        return {"country": _("Choose the state to which the mechanism belongs.")}
    if mechanism.pk and country != mechanism.country and has_history(mechanism):
        return {"country": _("An edition has asked this state about it, so it stays. Add another mechanism instead.")}
    mechanism.country = country
    mechanism.state = State.objects.filter(code=country).first()
    return {}


def write_verified(mechanism: Mechanism, facts: Iterable[str], day: date | None) -> None:
    """On which day these facts were verified; without one they count as not verified. Raises ValidationError."""
    if day is not None and day > today():
        raise ValidationError({"verified_on": _("This day lies ahead. Give the day on which it was verified.")})
    verified = {name: on for name, on in mechanism.verified.items() if name not in set(facts)}
    if day is not None:
        verified |= {name: day.isoformat() for name in facts if value_of(mechanism, name)}
    mechanism.verified = verified
