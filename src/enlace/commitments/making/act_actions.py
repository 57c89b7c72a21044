"""The acts of parties: put forward, confirmed, taken back. Nobody gives the word of another body."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Outcome
from enlace.commitments.lineage.life import life_of
from enlace.commitments.making.acting import (
    act_facts,
    give_words,
    locked,
    settle,
    take_back,
    wording_of,
    write_act,
)
from enlace.commitments.making.checking import (
    check_approach,
    check_due,
    check_meeting,
    check_members,
    check_successor,
    check_title,
    checked_day,
)
from enlace.commitments.making.mail import ask_for_words, tell_of_withdrawal
from enlace.commitments.making.rules import (
    can_amend_commitment,
    can_close_commitment,
    can_confirm_act,
    can_put_forward_commitment,
    can_renew_commitment,
    can_take_back_act,
)
from enlace.commitments.models import Commitment, CommitmentEvent, body_fields
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting


@transaction.atomic
def put_forward_commitment(
    commitment: Commitment,
    *,
    by: Anyone | None,
    body: Body | None,
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
) -> CommitmentEvent:
    """Its draft, in its words as they are. It stands once every party has given its word. Errors by field."""
    commitment = locked(commitment)
    require(can_put_forward_commitment(by, commitment, body))
    parties = life_of(commitment).parties
    check_approach(commitment.approach, parties)
    check_members(parties)
    if meeting is not None and meeting.illustrative and not commitment.illustrative:
        commitment.illustrative = True
        commitment.save(update_fields=["illustrative"])
    fields = wording_of(commitment)
    return _act(commitment, "put_forward_commitment", Kind.MADE, by, body, meeting, happened_on, note, fields)


@transaction.atomic
def renew_commitment(
    commitment: Commitment,
    *,
    by: Anyone | None,
    body: Body | None,
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
) -> CommitmentEvent:
    """In the words in force. Errors by field."""
    commitment = locked(commitment)
    require(can_renew_commitment(by, commitment, body))
    return _act(commitment, "renew_commitment", Kind.RENEWED, by, body, meeting, happened_on, note, {})


@transaction.atomic
def amend_commitment(
    commitment: Commitment,
    *,
    by: Anyone | None,
    body: Body | None,
    title: Mapping[str, str],
    text: Mapping[str, str] | None = None,
    due_on: date | None = None,
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
) -> CommitmentEvent:
    """These words and this day replace those in force once every party has given its word. Errors by field."""
    commitment = locked(commitment)
    require(can_amend_commitment(by, commitment, body))
    check_title(title)
    fields = {"title": Texts(title), "text": Texts(text), "due_on": due_on}
    if fields == wording_of(commitment):
        raise ValidationError({"title": _("Nothing is changed. Write the new words, or the new day.")})
    return _act(commitment, "amend_commitment", Kind.AMENDED, by, body, meeting, happened_on, note, fields)


@transaction.atomic
def close_commitment(
    commitment: Commitment,
    *,
    by: Anyone | None,
    body: Body | None,
    outcome: str,
    successor: Commitment | None = None,
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
) -> CommitmentEvent:
    """Achieved, superseded by a `successor`, or withdrawn: this by the word of one party. Errors by field."""
    commitment = locked(commitment)
    require(can_close_commitment(by, commitment, body))
    if outcome not in life_of(commitment).may_close_as:
        raise ValidationError({"outcome": _outcome_refused(outcome)})
    check_successor(successor, outcome, commitment, by)
    fields = {"outcome": outcome, "successor": successor}
    return _act(commitment, "close_commitment", Kind.CLOSED, by, body, meeting, happened_on, note, fields)


def _outcome_refused(outcome: str) -> str:
    if outcome in list(Outcome):
        return _("Something waits for the word of a party. Until then it can only be withdrawn.")
    return _("Choose how it ends: achieved, superseded or withdrawn.")


def _act(
    commitment: Commitment,
    action: str,
    kind: Kind,
    by: Anyone | None,
    body: Body | None,
    meeting: Meeting | None,
    happened_on: date | None,
    note: Mapping[str, str] | None,
    fields: Mapping[str, Any],
) -> CommitmentEvent:
    """Write it down with the word of the body that put it forward, and ask the other parties for theirs."""
    check_meeting(meeting, by)
    day = checked_day(happened_on, meeting, life_of(commitment))
    if "due_on" in fields:
        check_due(fields["due_on"], day)
    event = write_act(commitment, kind=kind, body=body, happened_on=day, meeting=meeting, note=note, **fields)
    give_words(event, [body] if body else [])
    changed = settle(commitment, event)
    record(action, event, by=by, after=act_facts(event) | changed)
    ask_for_words(commitment, event, by=by)
    tell_of_withdrawal(commitment, event, by=by)
    return event


@transaction.atomic
def confirm_act(event: CommitmentEvent, *, by: Anyone | None, body: Body) -> CommitmentEvent:
    """The word of `body`, by who speaks for it."""
    commitment = locked(event.commitment)
    event = CommitmentEvent.objects.select_related("commitment").get(pk=event.pk)
    require(can_confirm_act(by, event, body))
    give_words(event, [body])
    changed = settle(commitment, event)
    said = {name.removesuffix("_id"): value for name, value in body_fields(body).items() if value}
    facts = {"commitment": commitment.pk, "kind": event.kind, "outcome": event.outcome}
    record("confirm_act", event, by=by, after={name: one for name, one in facts.items() if one} | said | changed)
    tell_of_withdrawal(commitment, event, by=by)
    return event


@transaction.atomic
def take_back_act(event: CommitmentEvent, *, by: Anyone | None) -> CommitmentEvent:
    """What was put forward and has not come into force; the words given for it count for nothing."""
    locked(event.commitment)
    event = CommitmentEvent.objects.select_related("commitment").get(pk=event.pk)
    require(can_take_back_act(by, event))
    moment = now()
    take_back(event, moment)
    record("take_back_act", event, by=by, before=act_facts(event), after={"taken_back_at": moment.isoformat()})
    return event
