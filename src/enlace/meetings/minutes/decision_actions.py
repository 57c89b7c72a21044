"""Decisions: numbered as they are recorded. A number that was circulated is never given to another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.minutes.circulated import highest_number
from enlace.meetings.minutes.rules import (
    can_change_decision,
    can_finish_decision,
    can_record_decision,
    can_remove_decision,
    can_reopen_decision,
)
from enlace.meetings.models import Decision, Meeting, Session
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words
from enlace.network.models import Organisation, State

WITH_OBSERVERS = (Audience.PUBLIC, Audience.NETWORK)


@transaction.atomic
def record_decision(
    meeting: Meeting,
    *,
    by: Anyone | None,
    text: Mapping[str, str],
    session: Session | None = None,
    state: State | None = None,
    organisation: Organisation | None = None,
    owner: Mapping[str, str] | None = None,
    due_on: date | None = None,
    audience: str = Audience.MEMBERS,
    illustrative: bool = False,
) -> Decision:
    """With the next number. Exactly one of `state`, `organisation` and `owner` does it."""
    meeting = _locked(meeting)
    require(can_record_decision(by, meeting))
    decision = Decision(meeting=meeting, number=_next_number(meeting), illustrative=illustrative)
    _set(decision, text, session, state, organisation, owner, due_on, audience)
    record("record_decision", decision, by=by, after=_facts(decision))
    return decision


@transaction.atomic
def change_decision(
    decision: Decision,
    *,
    by: Anyone | None,
    text: Mapping[str, str],
    session: Session | None = None,
    state: State | None = None,
    organisation: Organisation | None = None,
    owner: Mapping[str, str] | None = None,
    due_on: date | None = None,
    audience: str = Audience.MEMBERS,
) -> Decision:
    decision = _fresh(decision)
    require(can_change_decision(by, decision))
    before = _facts(decision)
    _set(decision, text, session, state, organisation, owner, due_on, audience)
    record("change_decision", decision, by=by, before=before, after=_facts(decision))
    return decision


@transaction.atomic
def remove_decision(decision: Decision, *, by: Anyone | None) -> None:
    """Those after it move up, unless the members have read the numbers already: then it leaves a gap."""
    decision = _fresh(decision)
    require(can_remove_decision(by, decision))
    record("remove_decision", decision, by=by, before=_facts(decision))
    meeting, number = decision.meeting, decision.number
    decision.delete()
    if meeting.approvals.exists():
        return
    for one in Decision.objects.filter(meeting=meeting, number__gt=number).order_by("number"):
        one.number -= 1
        one.save(update_fields=["number"])


@transaction.atomic
def finish_decision(decision: Decision, *, by: Anyone | None, done_on: date) -> Decision:
    decision = _fresh(decision)
    require(can_finish_decision(by, decision))
    if done_on > today():
        raise ValidationError({"done_on": _("This day lies ahead. Mark the decision on the day on which it is done.")})
    if done_on < decision.meeting.begins_on:
        raise ValidationError({"done_on": _not_before(decision.meeting)})
    decision.done_on = done_on
    decision.save(update_fields=["done_on"])
    record("finish_decision", decision, by=by, before={"done_on": None}, after={"done_on": done_on.isoformat()})
    return decision


@transaction.atomic
def reopen_decision(decision: Decision, *, by: Anyone | None) -> Decision:
    """It was marked as done by mistake."""
    decision = _fresh(decision)
    require(can_reopen_decision(by, decision))
    before = {"done_on": decision.done_on.isoformat() if decision.done_on else None}
    decision.done_on = None
    decision.save(update_fields=["done_on"])
    record("reopen_decision", decision, by=by, before=before, after={"done_on": None})
    return decision


def _locked(meeting: Meeting) -> Meeting:
    """Whoever numbers, writes or circulates at the same time waits."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _fresh(decision: Decision) -> Decision:
    _locked(decision.meeting)
    return Decision.objects.select_related("meeting").get(pk=decision.pk)


def _next_number(meeting: Meeting) -> int:
    highest = meeting.decisions.aggregate(highest=Max("number"))["highest"] or 0
    circulated = [highest_number(content) for content in meeting.approvals.values_list("content", flat=True)]
    return max([highest, *circulated]) + 1


def _set(
    decision: Decision,
    text: Mapping[str, str],
    session: Session | None,
    state: State | None,
    organisation: Organisation | None,
    owner: Mapping[str, str] | None,
    due_on: date | None,
    audience: str,
) -> None:
    decision.text, decision.owner = Texts(text), Texts(owner)
    decision.session, decision.state, decision.organisation = session, state, organisation
    decision.due_on, decision.audience = due_on, audience
    _check(decision)
    decision.full_clean()
    decision.save()


def _check(decision: Decision) -> None:
    meeting, session = decision.meeting, decision.session
    wrong: dict[str, str] = {}
    if session and session.meeting_id != meeting.pk:
        wrong["session"] = _("This session is of another meeting. Choose one of this meeting.")
    if sum(map(bool, (decision.state, decision.organisation, decision.owner))) != 1:
        wrong["owner"] = _("Say who does it: a state, an organisation or another office, and only one of them.")
    if decision.due_on and decision.due_on < meeting.begins_on:
        wrong["due_on"] = _not_before(meeting)
    observes = decision.organisation is not None and decision.organisation.is_observer
    if observes and decision.audience not in WITH_OBSERVERS:
        wrong["audience"] = _("An observer that does it must be able to read it: choose an audience with observers.")
    if wrong:
        raise ValidationError(wrong)


def _not_before(meeting: Meeting) -> str:
    return _("The meeting began on %(day)s. Choose that day or a later one.") % {"day": day_in_words(meeting.begins_on)}


def _facts(decision: Decision) -> dict[str, Any]:
    facts = {
        "meeting": decision.meeting_id,
        "number": decision.number,
        "state": decision.state_id,
        "organisation": decision.organisation_id,
        "due_on": decision.due_on.isoformat() if decision.due_on else None,
        "audience": str(decision.audience),
    }
    return {name: value for name, value in facts.items() if value is not None}
