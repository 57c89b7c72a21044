"""The written procedure: minutes and decisions circulate as they are, until a day; each state answers or is silent.

Whether a round is open or settled is one row, written in the transaction of the mails that tell of it, so that these
are told once.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.meetings.minutes.circulated import written
from enlace.meetings.minutes.mail import mail_opened, mail_reminder, mail_settled, mail_withdrawn
from enlace.meetings.minutes.queries import conflicting_sessions, members_of, silent_states
from enlace.meetings.minutes.rules import can_answer_approval, can_open_approval, can_withdraw_approval
from enlace.meetings.minutes.written_procedure import Said, last_said, outcome
from enlace.meetings.models import Approval, ApprovalAnswer, Decision, Meeting, MeetingReminder, MinutesVersion
from enlace.network.audiences import Audience
from enlace.network.models import State

REMINDED = timedelta(days=3)
"""So long before the last day silent states are reminded."""


@transaction.atomic
def open_approval(meeting: Meeting, *, by: Anyone | None, closes_on: date, illustrative: bool = False) -> Approval:
    """Freeze minutes and decisions as members may read them, and mail those who speak or clear for member states."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_open_approval(by, meeting))
    if closes_on <= today():
        raise ValidationError({"closes_on": _("Choose a day after today, so that the states can answer.")})
    if meeting.audience == Audience.SECRETARIAT:
        raise ValidationError(_("Member states do not see this meeting yet. Change its audience first."))
    if conflicting := conflicting_sessions(Meeting.objects.filter(pk=meeting.pk)):
        titles = ", ".join(str(session.shown_title) for session in conflicting)
        raise ValidationError(_("Two texts wait to be joined: %(sessions)s. Join them first.") % {"sessions": titles})
    content = _content(meeting)
    if not content["sessions"] and not content["decisions"]:
        raise ValidationError(_("There are neither minutes nor decisions yet. Write them first."))
    approval = Approval(meeting=meeting, round=_next_round(meeting), content=content, closes_on=closes_on)
    approval.opened_at, approval.illustrative = now(), illustrative
    approval.save()
    people = mail_opened(approval)
    facts = {"meeting": meeting.pk, "round": approval.round, "closes_on": closes_on.isoformat(), "people": people}
    record("open_approval", approval, by=by, after=facts)
    return approval


def _content(meeting: Meeting) -> dict[str, list[dict[str, object]]]:
    """What is for the secretariat alone does not circulate."""
    heads = MinutesVersion.objects.heads().filter(session__meeting=meeting, session__cancelled_at=None)
    heads = heads.exclude(session__audience=Audience.SECRETARIAT).exclude(text="")
    ordered = heads.select_related("session").order_by("session__day", "session__begins", "session")
    decisions = Decision.objects.filter(meeting=meeting).exclude(audience=Audience.SECRETARIAT)
    return written(ordered, decisions.select_related("state", "organisation").order_by("number"))


def _next_round(meeting: Meeting) -> int:
    last = meeting.approvals.order_by("-round").first()
    return last.round + 1 if last else 1


@transaction.atomic
def answer_approval(
    approval: Approval, state: State, *, by: Anyone | None, approves: bool, comment: str = ""
) -> ApprovalAnswer:
    """The last answer of a state counts. Once all member states have approved, the round is settled at once."""
    approval = _locked(approval)
    require(can_answer_approval(by, state, approval))
    comment = comment.strip()
    if not approves and not comment:
        raise ValidationError({"comment": _("Say what should be changed, so that the next text can say it.")})
    answer = ApprovalAnswer(approval=approval, state=state, approves=approves, comment=comment, at=now())
    answer.by = by if isinstance(by, User) else None
    answer.full_clean(exclude=["by"])
    answer.save()
    record("answer_approval", answer, by=by, after={"state": state.pk, "approves": approves})
    _settle(approval, now(), by=by)
    return answer


@transaction.atomic
def withdraw_approval(approval: Approval, *, by: Anyone | None) -> Approval:
    """The minutes are open for writing again. Who was asked to answer is told."""
    approval = _locked(approval)
    require(can_withdraw_approval(by, approval))
    approval.settled_at = now()
    approval.save(update_fields=["settled_at"])
    mail_withdrawn(approval)
    record("withdraw_approval", approval, by=by, after={"round": approval.round})
    return approval


def settle_approvals(moment: datetime) -> int:
    """Settle the rounds whose last day has passed, or to which nobody is silent any more; how many."""
    waiting = Approval.objects.open().order_by("pk")
    return sum(_settle_one(approval, moment) for approval in waiting)


@transaction.atomic
def _settle_one(approval: Approval, moment: datetime) -> bool:
    return _settle(_locked(approval), moment, by=None)


def _settle(approval: Approval, moment: datetime, *, by: Anyone | None) -> bool:
    """With the row locked."""
    if approval.settled_at is not None:
        return False
    said = [Said(*pair) for pair in approval.answers.order_by("pk").values_list("state_id", "approves")]
    members = set(members_of(approval).values_list("pk", flat=True))
    result = outcome(members, said, approval.closes_on, timezone.localdate(moment))
    if result == "open":
        return False
    approval.settled_at = moment
    approval.approved_at = moment if result == "approved" else None
    approval.save(update_fields=["settled_at", "approved_at"])
    objecting = {state for state, approves in last_said(said).items() if not approves} & members
    mail_settled(approval, list(State.objects.filter(pk__in=objecting)))
    facts = {"approved": result == "approved", "answers": len(last_said(said)), "objections": len(objecting)}
    record("settle_approval", approval, by=by, after=facts)
    return True


def remind_of_approvals(moment: datetime) -> int:
    """Remind the states that are silent three days before the last day, each once a round; the number of mails.

    A round that was open for less than that when it began is not reminded of.
    """
    day = timezone.localdate(moment)
    soon = Approval.objects.open().filter(closes_on__gte=day, closes_on__lte=day + REMINDED)
    lasting = [one for one in soon if timezone.localdate(one.opened_at) < one.closes_on - REMINDED]
    return sum(_remind(one, state, moment) for one in lasting for state in _unreminded(one))


def _unreminded(approval: Approval) -> list[State]:
    reminded = set(
        MeetingReminder.objects.filter(key__startswith=f"approval:{approval.pk}:").values_list("key", flat=True)
    )
    return [state for state in silent_states(approval) if _key(approval, state) not in reminded]


def _key(approval: Approval, state: State) -> str:
    return f"approval:{approval.pk}:{state.pk}"


@transaction.atomic
def _remind(approval: Approval, state: State, moment: datetime) -> int:
    """Where nobody is there to be told, it stays unsaid."""
    approval = _locked(approval)
    key = _key(approval, state)
    said = approval.answers.filter(state=state).exists() or MeetingReminder.objects.filter(key=key).exists()
    if approval.settled_at is not None or said:
        return 0
    people = mail_reminder(approval, state)
    if people:
        MeetingReminder.objects.create(key=key, sent_at=moment)
    return people


def _locked(approval: Approval) -> Approval:
    found = Approval.objects.select_for_update(of=("self",)).select_related("meeting")
    return found.get(pk=approval.pk)
