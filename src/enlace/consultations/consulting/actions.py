"""Consultations: added, changed, removed. What those who answer were promised does not change once one is open."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.consulting.checking import check_consultation
from enlace.consultations.consulting.rules import (
    can_add_consultation,
    can_change_consultation,
    can_remove_consultation,
    can_set_consultation,
)
from enlace.consultations.consulting.told import forget_told
from enlace.consultations.models import Consultation
from enlace.consultations.statements.actions import add_statements
from enlace.core.permission import require
from enlace.core.texts import Texts

TEXTS = ("question", "text")
FIXED = frozenset({"answered_by", "voice_of", "attribution"})
"""What cannot change once the consultation was opened."""
LISTS = ("themes",)
FIELDS = (
    *TEXTS,
    *sorted(FIXED),
    "meeting",
    "takes_statements",
    "opens_on",
    "closes_on",
    "audience",
    "illustrative",
    *LISTS,
)


@transaction.atomic
def add_consultation(
    *, by: Anyone | None, statements: Sequence[str] = (), language: str = "", **fields: Any
) -> Consultation:
    """A draft of FIELDS, with `statements` of one language in their order. Raises ValidationError by field."""
    require(can_add_consultation(by))
    consultation = Consultation()
    _set(consultation, fields)
    check_consultation(consultation)
    consultation.save()
    _set_lists(consultation, fields)
    record("add_consultation", consultation, by=by, after=_facts(consultation, FIELDS))
    if statements:
        add_statements(consultation, by=by, statements=statements, language=language)
    return consultation


@transaction.atomic
def change_consultation(consultation: Consultation, *, by: Anyone | None, **fields: Any) -> Consultation:
    """Set the FIELDS given. Raises ValidationError by field, PermissionDenied for what cannot change any more."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_change_consultation(by, consultation))
    before = Consultation.objects.get(pk=consultation.pk)
    _set(consultation, fields)
    changed = [name for name in FIELDS if _differs(consultation, before, name, fields)]
    if not changed:
        return consultation
    if FIXED.intersection(changed):
        require(can_set_consultation(by, consultation))
    check_consultation(consultation, before)
    facts = _facts(before, changed)
    consultation.save()
    _set_lists(consultation, fields)
    record("change_consultation", consultation, by=by, before=facts, after=_facts(consultation, changed))
    return consultation


@transaction.atomic
def remove_consultation(consultation: Consultation, *, by: Anyone | None) -> None:
    """With its statements, for good."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_remove_consultation(by, consultation))
    record("remove_consultation", consultation, by=by, before=_facts(consultation, FIELDS))
    forget_told(consultation)
    consultation.delete()


def _set(consultation: Consultation, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields and name not in LISTS:
            setattr(consultation, name, Texts(fields[name]) if name in TEXTS else fields[name])


def _set_lists(consultation: Consultation, fields: dict[str, Any]) -> None:
    for name in set(LISTS) & set(fields):
        getattr(consultation, name).set(fields[name])


def _differs(consultation: Consultation, before: Consultation, name: str, fields: dict[str, Any]) -> bool:
    if name in LISTS:
        return name in fields and _listed(before, name) != sorted(one.pk for one in fields[name])
    return bool(getattr(consultation, name) != getattr(before, name))


def _listed(consultation: Consultation, name: str) -> list[int]:
    return sorted(getattr(consultation, name).values_list("pk", flat=True))


def _facts(consultation: Consultation, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them."""
    facts: dict[str, Any] = {}
    for name in names:
        value = _listed(consultation, name) if name in LISTS else getattr(consultation, name)
        facts[name] = value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
    return facts
