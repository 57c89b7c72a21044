"""Minutes, decisions and their approval, in the demonstration: written by the actions, and then dated as they were."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from enlace.core.clock import today
from enlace.meetings.demonstration.cast import Cast
from enlace.meetings.demonstration.moments import day_of, moment_of
from enlace.meetings.demonstration.programme import Sessions
from enlace.meetings.minutes.actions import save_minutes
from enlace.meetings.minutes.approval_actions import answer_approval, open_approval
from enlace.meetings.minutes.decision_actions import finish_decision, record_decision
from enlace.meetings.models import Approval, Meeting, MinutesVersion

LANGUAGE = "es"
"""In which minutes are taken."""


def make_outcome(meeting: Meeting, plan: Mapping[str, Any], sessions: Sessions, cast: Cast) -> None:
    for entry in plan["sessions"]:
        _write_minutes(sessions[entry["key"]], entry["minutes"])
    for entry in plan["decisions"]:
        decision = record_decision(
            meeting,
            by=None,
            text=entry["text"],
            session=sessions[entry["session"]],
            state=cast.states.get(entry.get("state", "")),
            organisation=cast.organisation(entry.get("organisation", "")),
            owner=entry.get("owner"),
            due_on=None if entry["due_on"] is None else day_of(entry["due_on"]),
            audience=entry["audience"],
            illustrative=True,
        )
        if entry["done_on"] is not None:
            finish_decision(decision, by=None, done_on=day_of(entry["done_on"]))
    _circulate(meeting, plan["approval"], cast)


def _write_minutes(session: Any, texts: list[str]) -> None:
    """One version after the other, the last as the session ends."""
    base: MinutesVersion | None = None
    for number, text in enumerate(texts, start=1):
        base = save_minutes(session, by=None, text=text, language=LANGUAGE, base=base)
        at = session.ends_at - timedelta(minutes=20 * (len(texts) - number))
        MinutesVersion.objects.filter(pk=base.pk).update(at=at)


def _circulate(meeting: Meeting, entry: Mapping[str, Any], cast: Cast) -> None:
    closes_on = day_of(entry["closes_on"])
    opens_now = max(closes_on, today() + timedelta(days=1))
    approval = open_approval(meeting, by=None, closes_on=opens_now, illustrative=True)
    opened_at = moment_of(entry["opened_at"], meeting.zone)
    for number, code in enumerate(entry["approve"], start=1):
        answer = answer_approval(
            approval, cast.states[code], by=None, approves=True, comment=entry["comments"].get(code, "")
        )
        answer.at = opened_at + timedelta(hours=7 * number)
        answer.save(update_fields=["at"])
    settled_at = moment_of(entry["settled_at"], meeting.zone) if entry["settled_at"] else None
    Approval.objects.filter(pk=approval.pk).update(
        opened_at=opened_at, closes_on=closes_on, settled_at=settled_at, approved_at=settled_at
    )
