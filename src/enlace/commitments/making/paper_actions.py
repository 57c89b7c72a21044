"""What the secretariat records of what was promised on paper: the document is named, and words are marked as its."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind
from enlace.commitments.lineage.life import Life, life_from, life_of
from enlace.commitments.making.acting import (
    act_facts,
    apply_wording,
    give_words,
    locked,
    settle,
    wording_of,
    write_act,
)
from enlace.commitments.making.checking import (
    check_approach,
    check_known,
    check_meeting,
    check_source,
    check_successor,
    check_title,
    checked_day,
)
from enlace.commitments.making.rules import can_record_act, can_record_commitment, can_remove_recorded_act
from enlace.commitments.making.wording import FIELDS, facts_of, save_lists, set_fields, set_parties
from enlace.commitments.models import Commitment, CommitmentEvent, bodies_in_numbers
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting


@transaction.atomic
def record_commitment(
    *,
    by: Anyone | None,
    parties: Iterable[Body],
    source: Mapping[str, str],
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
    **fields: Any,
) -> Commitment:
    """It stands at once, by the words that the document `source` bears. Raises ValidationError by field."""
    require(can_record_commitment(by))
    check_source(source)
    commitment, promising = Commitment(), frozenset(parties)
    set_fields(commitment, {"title": {}, "source": source} | fields, by)
    check_approach(commitment.approach, promising)
    check_known(promising)
    check_meeting(meeting, by)
    day = checked_day(happened_on, meeting, life_from(promising, ()))
    if "drafted_on" not in fields:
        commitment.drafted_on = day
    if meeting is not None and meeting.illustrative:
        commitment.illustrative = True
    commitment.full_clean()
    commitment.save()
    save_lists(commitment, {name: value for name, value in fields.items() if value})
    set_parties(commitment, promising)
    wording = wording_of(commitment) | {"in_force_at": now()}
    event = write_act(
        commitment, kind=Kind.MADE, body=None, happened_on=day, meeting=meeting, note=note, source=source, **wording
    )
    give_words(event, promising, on_paper=True)
    after = _recorded(commitment, event, fields) | bodies_in_numbers(promising)
    record("record_commitment", commitment, by=by, after=after)
    return commitment


def _recorded(commitment: Commitment, event: CommitmentEvent, fields: Mapping[str, Any]) -> dict[str, Any]:
    facts = facts_of(commitment, [name for name in FIELDS if name in fields or name in ("title", "source")])
    meeting = {"meeting": event.meeting_id} if event.meeting_id else {}
    return facts | meeting | {"happened_on": event.happened_on.isoformat()}


@transaction.atomic
def record_act(
    commitment: Commitment,
    *,
    by: Anyone | None,
    kind: str,
    source: Mapping[str, str],
    outcome: str = "",
    successor: Commitment | None = None,
    body: Body | None = None,
    meeting: Meeting | None = None,
    happened_on: date | None = None,
    note: Mapping[str, str] | None = None,
    **wording: Any,
) -> CommitmentEvent:
    """Made, renewed, amended (with its `wording`: title, text, due_on) or closed, as the document says.

    `body` is the one that withdrew, where one alone did. Raises ValidationError by field.
    """
    commitment = locked(commitment)
    require(can_record_act(by, commitment))
    check_source(source)
    life = life_of(commitment)
    _check_kind(kind, outcome, life)
    if kind == Kind.CLOSED:
        check_successor(successor, outcome, commitment, by)
    if body is not None and (body not in life.parties or outcome != "withdrawn"):
        raise ValidationError({"body": _("One alone can withdraw, if it is a party. Choose none, or one that is.")})
    check_meeting(meeting, by)
    day = checked_day(happened_on, meeting, life)
    fields = {"outcome": outcome, "successor": successor} | _worded(commitment, kind, wording)
    event = write_act(
        commitment, kind=Kind(kind), body=None, happened_on=day, meeting=meeting, note=note, source=source, **fields
    )
    give_words(event, [body] if body else life.parties, on_paper=True)
    changed = settle(commitment, event)
    record("record_act", event, by=by, after=act_facts(event) | changed)
    return event


@transaction.atomic
def remove_recorded_act(event: CommitmentEvent, *, by: Anyone | None) -> None:
    """Recorded by mistake: nothing of it stays but the line in the audit log, and the words before it are in force."""
    commitment = locked(event.commitment)
    event = CommitmentEvent.objects.select_related("commitment").get(pk=event.pk)
    require(can_remove_recorded_act(by, event))
    record("remove_recorded_act", event, by=by, before=act_facts(event))
    amended = event.kind == Kind.AMENDED
    event.delete()
    if amended:
        wording = commitment.events.in_force().filter(kind__in=[Kind.MADE, Kind.AMENDED])
        apply_wording(commitment, wording.order_by("-number")[0])


def _check_kind(kind: str, outcome: str, life: Life) -> None:
    if kind not in life.may_follow:
        raise ValidationError({"kind": _("This cannot come next in its life. Choose another.")})
    if kind == Kind.CLOSED and outcome not in life.may_close_as:
        raise ValidationError({"outcome": _("Choose how it ends: achieved, superseded or withdrawn.")})
    if kind != Kind.CLOSED and outcome:
        raise ValidationError({"outcome": _("Only what is closed has an end. Choose that it is closed, or no end.")})


def _worded(commitment: Commitment, kind: str, wording: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the act: new ones of an amendment alone."""
    before = wording_of(commitment)
    given = before | dict(wording)
    given = given | {"title": Texts(given["title"]), "text": Texts(given["text"])}
    if kind == Kind.AMENDED:
        check_title(given["title"])
        if given == before:
            raise ValidationError({"title": _("Nothing is changed. Write the new words, or the new day.")})
    elif given != before:
        sentence = _("The words or the day were changed. Choose that it was amended, or leave them as they were.")
        raise ValidationError({"kind": sentence})
    return given if kind in (Kind.MADE, Kind.AMENDED) else {}
