"""A table is kept until its uploader has seen what it would change; then all of it is done, or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.network.directory_import import plan_of
from enlace.network.exchange.plan import Plan, Ref, Step, pk_of
from enlace.network.member_actions import record_membership, record_organisation, record_state
from enlace.network.models import Mandate, Membership, Organisation, Person
from enlace.network.models.exchange import PendingTable
from enlace.network.people_actions import correct_person, record_mandate, record_person
from enlace.network.rules import can_import_directory

KEPT_FOR = timedelta(days=1)


class DirectoryChanged(Exception):
    """What would be done now is not what was shown."""


@transaction.atomic
def keep_table(name: str, data: bytes, *, by: Anyone) -> PendingTable:
    """The table waits for its uploader; one that waited before is forgotten."""
    require(can_import_directory(by))
    for earlier in PendingTable.objects.filter(user=by.pk):
        _forget(earlier)
    pending = PendingTable(user_id=by.pk or 0, name=name[:200])
    pending.content.save(uuid4().hex, ContentFile(data), save=False)
    pending.save()
    record("keep_table", pending, by=by)
    return pending


@transaction.atomic
def discard_table(pending: PendingTable, *, by: Anyone) -> None:
    require(can_import_directory(by) and pending.user_id == by.pk)
    record("discard_table", pending, by=by)
    _forget(pending)


@transaction.atomic
def import_directory(pending: PendingTable, *, by: Anyone, shown: str) -> Plan:
    """Do all that the plan with the fingerprint `shown` says, and forget the table.

    Raises DirectoryChanged where the plan is another by now, and ValidationError, naming the row, for what a check
    refuses all the same; then nothing is done.
    """
    require(can_import_directory(by) and pending.user_id == by.pk)
    pending = PendingTable.objects.select_for_update().get(pk=pending.pk)
    plan = plan_of(pending)
    if not plan.can_be_applied or plan.fingerprint != shown:
        raise DirectoryChanged
    made: dict[Ref, int] = {}
    for step in plan.steps:
        try:
            made[step.ref] = ACTIONS[step.kind, step.adds](step, made, by)
        except ValidationError as error:
            raise ValidationError(_at_row(step, error)) from error
    record("import_directory", pending, by=by, after=_summary(plan))
    _forget(pending)
    return plan


def forget_pending_tables(now: datetime) -> int:
    """Remove what nobody came back to; counts them."""
    with transaction.atomic():
        old = list(PendingTable.objects.filter(at__lt=now - KEPT_FOR))
        for pending in old:
            _forget(pending)
    return len(old)


def _forget(pending: PendingTable) -> None:
    storage, name = pending.content.storage, str(pending.content.name)
    pending.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _at_row(step: Step, error: ValidationError) -> str:
    words = {"row": step.place.row, "reason": " ".join(error.messages)}
    return _("Row %(row)d cannot be imported, so nothing was: %(reason)s") % words


def _summary(plan: Plan) -> dict[str, Any]:
    kinds = [f"{'added' if step.adds else 'changed'}_{step.kind}" for step in plan.steps]
    return {"rows": plan.counts} | {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def _pk(ref: Ref | None, made: dict[Ref, int]) -> int | None:
    return None if ref is None else pk_of(ref) or made[ref]


def _add_state(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    return record_state(step.values["code"], by=by).pk


def _add_organisation(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    values = dict(step.values)
    organisation = Organisation(
        name=Texts(values["name"]),
        sector=values["sector"],
        state_id=_pk(values["state"], made),
        illustrative=values["illustrative"],
    )
    return record_organisation(organisation, by=by).pk


def _change_organisation(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    organisation = Organisation.objects.get(pk=step.pk)
    organisation.name = Texts(organisation.name | step.values)
    return record_organisation(organisation, by=by).pk


def _add_person(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    return record_person(by=by, **step.values).pk


def _change_person(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    return correct_person(Person.objects.get(pk=step.pk), by=by, **step.values).pk


def _add_mandate(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    values = dict(step.values)
    references = {f"{name}_id": _pk(values.pop(name), made) for name in ("person", "state", "organisation")}
    mandate = Mandate(
        nomination_id=values.pop("nomination"), office=Texts(values.pop("office")), **references, **values
    )
    return record_mandate(mandate, by=by).pk


def _change_mandate(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    mandate = Mandate.objects.get(pk=step.pk)
    for name, value in step.values.items():
        if name == "until":
            mandate.until = value
        elif name == "organisation":
            mandate.organisation_id = _pk(value, made)
        elif name == "nomination":
            mandate.nomination_id = value
        else:
            mandate.office = Texts(mandate.office | {name.removeprefix("office "): value})
    return record_mandate(mandate, by=by).pk


def _add_membership(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    values = dict(step.values)
    references = {f"{name}_id": _pk(values.pop(name), made) for name in ("state", "organisation")}
    return record_membership(Membership(**references, **values), by=by).pk


def _change_membership(step: Step, made: dict[Ref, int], by: Anyone) -> int:
    membership = Membership.objects.get(pk=step.pk)
    for name, value in step.values.items():
        setattr(membership, name, value)
    return record_membership(membership, by=by).pk


ACTIONS: dict[tuple[str, bool], Callable[[Step, dict[Ref, int], Anyone], int]] = {
    ("state", True): _add_state,
    ("organisation", True): _add_organisation,
    ("organisation", False): _change_organisation,
    ("person", True): _add_person,
    ("person", False): _change_person,
    ("mandate", True): _add_mandate,
    ("mandate", False): _change_mandate,
    ("membership", True): _add_membership,
    ("membership", False): _change_membership,
}
"""By kind of record, and whether it is added: what does a step and gives the number of its record."""
