"""Targets of other frameworks, and which of them a commitment serves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.exchange.rules import can_add_target, can_change_target, can_link_target, can_remove_target
from enlace.commitments.models import Commitment, Framework, Target
from enlace.core.permission import require
from enlace.core.texts import Texts

FIELDS = ("framework", "code", "label", "state", "link")


@transaction.atomic
def add_target(*, by: Anyone | None, **fields: Any) -> Target:
    """Raises ValidationError by field."""
    require(can_add_target(by))
    target = _checked(Target(), fields)
    target.save()
    record("add_target", target, by=by, after=_facts(target))
    return target


@transaction.atomic
def change_target(target: Target, *, by: Anyone, **fields: Any) -> Target:
    """Raises ValidationError by field."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    require(can_change_target(by, target))
    before = _facts(target)
    _checked(target, fields)
    target.save()
    record("change_target", target, by=by, before=before, after=_facts(target))
    return target


@transaction.atomic
def remove_target(target: Target, *, by: Anyone) -> None:
    target = Target.objects.select_for_update().get(pk=target.pk)
    require(can_remove_target(by, target), _("A commitment is linked to it. Take that link away first."))
    record("remove_target", target, by=by, before=_facts(target))
    target.delete()


@transaction.atomic
def link_target(commitment: Commitment, target: Target, *, by: Anyone) -> None:
    """Say that the commitment serves the target; said once more it changes nothing."""
    require(can_link_target(by, commitment))
    if not commitment.targets.filter(pk=target.pk).exists():
        commitment.targets.add(target)
        record("link_target", commitment, by=by, after={"target": target.pk})


@transaction.atomic
def unlink_target(commitment: Commitment, target: Target, *, by: Anyone) -> None:
    require(can_link_target(by, commitment))
    if commitment.targets.filter(pk=target.pk).exists():
        commitment.targets.remove(target)
        record("unlink_target", commitment, by=by, before={"target": target.pk})


def _checked(target: Target, fields: dict[str, Any]) -> Target:
    for name in FIELDS:
        if name in fields:
            setattr(target, name, fields[name])
    target.label, target.code = Texts(target.label), str(target.code or "").strip()
    if target.framework == Framework.UPR and target.state is None:
        raise ValidationError({"state": _("A recommendation of the UPR is one to a state. Choose it.")})
    if target.framework == Framework.SDG and target.state is not None:
        raise ValidationError({"state": _("A target of the SDGs is one for all states. Choose none.")})
    target.full_clean(validate_constraints=False)
    same = Target.objects.filter(framework=target.framework, code=target.code, state=target.state)
    if same.exclude(pk=target.pk).exists():
        raise ValidationError({"code": _("There is a target with this code already.")})
    return target


def _facts(target: Target) -> dict[str, Any]:
    return {"framework": target.framework, "code": target.code, "state": target.state_id, "link": target.link}
