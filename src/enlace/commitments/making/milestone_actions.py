"""Milestones: the steps on the way, and when they were reached."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.making.acting import locked
from enlace.commitments.making.checking import check_lengths
from enlace.commitments.making.rules import can_add_milestone, can_change_milestone, can_remove_milestone
from enlace.commitments.making.wording import as_fact
from enlace.commitments.models import Commitment, Milestone
from enlace.core.clock import today
from enlace.core.permission import require
from enlace.core.texts import Texts

TEXTS = ("title", "indicator")
FIELDS = (*TEXTS, "target", "due_on", "reached_on")


@transaction.atomic
def add_milestone(commitment: Commitment, *, by: Anyone | None, **fields: Any) -> Milestone:
    """With some of FIELDS, after those that there are. Raises ValidationError by field."""
    commitment = locked(commitment)
    require(can_add_milestone(by, commitment))
    last = commitment.milestones.order_by("-order").values_list("order", flat=True).first()
    milestone = Milestone(commitment=commitment, order=0 if last is None else last + 1)
    _set(milestone, {"title": {}} | fields)
    record("add_milestone", milestone, by=by, after={"commitment": commitment.pk} | _facts(milestone, FIELDS))
    return milestone


@transaction.atomic
def change_milestone(milestone: Milestone, *, by: Anyone | None, **fields: Any) -> Milestone:
    """Set the FIELDS given; `reached_on` says when it was reached, None that it was not. Errors by field."""
    locked(milestone.commitment)
    milestone = Milestone.objects.select_related("commitment").get(pk=milestone.pk)
    require(can_change_milestone(by, milestone))
    changed = [name for name in FIELDS if name in fields and getattr(milestone, name) != _given(name, fields[name])]
    if not changed:
        return milestone
    before = _facts(milestone, changed)
    _set(milestone, {name: fields[name] for name in changed})
    record("change_milestone", milestone, by=by, before=before, after=_facts(milestone, changed))
    return milestone


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: Anyone | None) -> None:
    locked(milestone.commitment)
    milestone = Milestone.objects.select_related("commitment").get(pk=milestone.pk)
    require(can_remove_milestone(by, milestone))
    facts = {"commitment": milestone.commitment_id} | _facts(milestone, FIELDS)
    record("remove_milestone", milestone, by=by, before=facts)
    milestone.delete()


def _given(name: str, value: Any) -> Any:
    return Texts(value) if name in TEXTS else value


def _set(milestone: Milestone, fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"A milestone has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        setattr(milestone, name, _given(name, value))
    if not milestone.title:
        raise ValidationError({"title": _("Say in a few words what is reached at this milestone.")})
    check_lengths(milestone, TEXTS)
    if milestone.reached_on and milestone.reached_on > today():
        raise ValidationError({"reached_on": _("This day lies ahead. Give the day on which it was reached.")})
    milestone.full_clean()
    milestone.save()


def _facts(milestone: Milestone, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(milestone, name) for name in names}
    facts = {name: str(one) if isinstance(one, Decimal) else as_fact(one) for name, one in found.items()}
    return {name: value for name, value in facts.items() if value not in (None, {}, "")}
