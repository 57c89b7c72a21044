from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.models import Membership, Organisation, State
from enlace.network.rules import can_record_membership, can_record_organisation, can_record_state


@transaction.atomic
def record_state(code: str, *, by: Anyone | None, column: int = 1, row: int = 1) -> State:
    """The state, added or with its place on the map changed. Raises ValidationError for a code that is none."""
    require(can_record_state(by))
    state = State.objects.filter(code=code.upper()).first()
    before = {"column": state.column, "row": state.row} if state else {}
    state = state or State(code=code.upper())
    if state.name == state.code:
        raise ValidationError({"code": _("“%(code)s” is not the code of a state (ISO 3166-1).") % {"code": code}})
    state.column, state.row = column, row
    state.full_clean()
    state.save()
    record("record_state", state, by=by, before=before, after={"code": state.code, "column": column, "row": row})
    return state


@transaction.atomic
def record_organisation(organisation: Organisation, *, by: Anyone | None) -> Organisation:
    """Save an organisation, new or changed."""
    require(can_record_organisation(by))
    before = _organisation_facts(Organisation.objects.filter(pk=organisation.pk).first())
    organisation.full_clean()
    if organisation.sector == "institution" and organisation.state_id is None:
        raise ValidationError({"state": _("Say of which state this is an institution.")})
    organisation.save()
    record("record_organisation", organisation, by=by, before=before, after=_organisation_facts(organisation))
    return organisation


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
    before = membership_facts(Membership.objects.filter(pk=membership.pk).first())
    if membership.state_id:
        State.objects.select_for_update().get(pk=membership.state_id)
    check_span(membership.since, membership.until)
    membership.full_clean()
    others = Membership.objects.exclude(pk=membership.pk).overlapping(membership.since, membership.until)
    other = others.filter(state=membership.state_id, organisation=membership.organisation_id).first()
    if other:
        raise ValidationError(
            {
                "since": _("These days overlap a membership that is recorded already, %(span)s.")
                % {"span": span_in_figures(other.since, other.until)}
            }
        )
    membership.save()
    record("record_membership", membership, by=by, before=before, after=membership_facts(membership))
    return membership


def membership_facts(membership: Membership | None) -> dict[str, Any]:
    if membership is None:
        return {}
    return {
        "state": membership.state_id,
        "organisation": membership.organisation_id,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
        "launched": membership.launched,
    }


def check_span(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise ValidationError(
            {"until": _("The end, %(until)s, lies before the beginning, %(since)s.") % {"until": until, "since": since}}
        )


def span_in_figures(since: date, until: date | None) -> str:
    if until is None:
        return _("since %(since)s") % {"since": since}
    return _("from %(since)s to %(until)s") % {"since": since, "until": until}
