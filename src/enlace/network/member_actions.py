from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.dated import check_span, span_in_words
from enlace.network.models import Membership, Organisation, State
from enlace.network.rules import (
    can_record_membership,
    can_record_organisation,
    can_record_state,
    can_withdraw_membership,
)

COLUMNS, ROWS = range(1, 25), range(1, 25)


@transaction.atomic
def record_state(code: str, *, by: Anyone | None, column: int | None = None, row: int | None = None) -> State:
    """The state, added or with its place on the map changed; a new one without a place gets the first that is free.

    Raises ValidationError for a code that is none, and for a place where another state stands.
    """
    require(can_record_state(by))
    state = State.objects.filter(code=code.upper()).first()
    before = {"column": state.column, "row": state.row} if state else {}
    if state is None:
        state = State(code=code.upper())
        state.column, state.row = _free_place()
    if state.name == state.code:
        raise ValidationError({"code": _("“%(code)s” is not the code of a state (ISO 3166-1).") % {"code": code}})
    state.column, state.row = column or state.column, row or state.row
    state.full_clean()
    _check_place(state)
    state.save()
    after = {"code": state.code, "column": state.column, "row": state.row}
    record("record_state", state, by=by, before=before, after=after)
    return state


def _free_place() -> tuple[int, int]:
    taken = set(State.objects.values_list("column", "row"))
    return next((column, row) for row in ROWS for column in COLUMNS[:6] if (column, row) not in taken)


def _check_place(state: State) -> None:
    neighbour = State.objects.filter(column=state.column, row=state.row).exclude(pk=state.pk).first()
    if neighbour:
        raise ValidationError(
            {"row": _("%(state)s stands at this place. Choose a free one.") % {"state": neighbour.name}}
        )


@transaction.atomic
def record_organisation(organisation: Organisation, *, by: Anyone | None) -> Organisation:
    """Save an organisation, new or changed. Raises ValidationError by field, also where mandates rely on what was."""
    require(can_record_organisation(by))
    known = Organisation.objects.filter(pk=organisation.pk).first()
    if organisation.sector == "institution" and organisation.state_id is None:
        raise ValidationError({"state": _("Say of which state this is an institution.")})
    organisation.full_clean()
    if known:
        _check_its_people(known, organisation)
    organisation.save()
    record(
        "record_organisation",
        organisation,
        by=by,
        before=_organisation_facts(known),
        after=_organisation_facts(organisation),
    )
    return organisation


def _check_its_people(before: Organisation, after: Organisation) -> None:
    """Mandates say in which institution or observer somebody holds an office; what they rely on does not change."""
    if before.mandates.exists():
        if before.state_id != after.state_id and before.sector == "institution":
            raise ValidationError({"state": _("Mandates are recorded in this institution, so its state stays.")})
        if before.sector != after.sector and not (before.is_observer and after.is_observer):
            raise ValidationError({"sector": _("Mandates are recorded in this organisation, so its kind stays.")})
    if before.memberships.exists() and not after.is_observer:
        raise ValidationError({"sector": _("It is recorded when this organisation observes, so it stays an observer.")})


def _organisation_facts(organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {}
    return {
        "name": organisation.name,
        "sector": organisation.sector,
        "state": organisation.state_id,
        "website": organisation.website,
    }


@transaction.atomic
def record_membership(membership: Membership, *, by: Anyone | None) -> Membership:
    """Save a membership, new or changed. Raises ValidationError where it overlaps another of the same member."""
    require(can_record_membership(by))
    before = _membership_facts(Membership.objects.filter(pk=membership.pk).first())
    if membership.state_id:
        State.objects.select_for_update().get(pk=membership.state_id)
    if membership.organisation_id:
        Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    check_span(membership.since, membership.until)
    membership.full_clean()
    if membership.organisation and not membership.organisation.is_observer:
        raise ValidationError({"organisation": _("Only observers observe: this organisation is of another kind.")})
    others = Membership.objects.exclude(pk=membership.pk).overlapping(membership.since, membership.until)
    other = others.filter(state=membership.state_id, organisation=membership.organisation_id).first()
    if other:
        raise ValidationError(
            {
                "since": _(
                    "These days overlap a membership that is recorded already, %(span)s. "
                    "Change that one, or choose other days."
                )
                % {"span": span_in_words(other.since, other.until)}
            }
        )
    membership.save()
    record("record_membership", membership, by=by, before=before, after=_membership_facts(membership))
    return membership


@transaction.atomic
def admit_state(
    code: str, membership: Membership, *, by: Anyone | None, column: int | None = None, row: int | None = None
) -> Membership:
    """Record that a state belongs, and the state itself where it is new or its place on the map is given."""
    state = State.objects.filter(code=code.upper()).first()
    if state is None or column or row:
        state = record_state(code, by=by, column=column, row=row)
    membership.state = state
    return record_membership(membership, by=by)


@transaction.atomic
def withdraw_membership(membership: Membership, *, by: Anyone | None) -> None:
    """Take back one that was recorded by mistake; the audit log keeps what it said."""
    require(
        can_withdraw_membership(by, membership),
        _("Mandates rely on this membership. Change its days instead."),
    )
    record("withdraw_membership", membership, by=by, before=_membership_facts(membership))
    membership.delete()


def _membership_facts(membership: Membership | None) -> dict[str, Any]:
    if membership is None:
        return {}
    return {
        "state": membership.state_id,
        "organisation": membership.organisation_id,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
        "launched": membership.launched,
        "source": membership.source,
    }
