"""What is on record of a state at meetings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from enlace.accounts.rules import Anyone
from enlace.meetings.models import (
    ApprovalAnswer,
    Attendance,
    Decision,
    Delegate,
    Delegation,
    Meeting,
    Paper,
)
from enlace.network.models import State


@dataclass(frozen=True)
class AtMeeting:
    """`delegation` is None where the state only hosts. `there` counts the sessions in which the delegation was.

    `answer` is the last that the state gave on the minutes.
    """

    meeting: Meeting
    delegation: Delegation | None
    delegates: Sequence[Delegate]
    there: int
    papers: Sequence[Paper]
    answer: ApprovalAnswer | None

    @property
    def hosts(self) -> bool:
        return self.delegation is None


@dataclass(frozen=True)
class MeetingFacts:
    """Meetings newest first; decisions that the state or an institution of it does, newest first."""

    meetings: Sequence[AtMeeting]
    decisions: Sequence[Decision]


def meeting_facts(state: State, eyes: Anyone) -> MeetingFacts:
    found = Delegation.objects.visible_to(eyes).filter(state=state).exclude(invited_at=None, answer="")
    delegations = {one.meeting_id: one for one in found}
    own = Q(pk__in=delegations) | Q(host__state=state)
    meetings = list(Meeting.objects.visible_to(eyes).filter(own).order_by("-begins_on", "-pk"))
    delegates = _delegates(delegations, eyes)
    there = Attendance.objects.visible_to(eyes).there().filter(delegation__in=[one.pk for one in found])
    sessions: dict[int, int] = defaultdict(int)
    for delegation in there.values_list("delegation", flat=True):
        sessions[delegation] += 1
    papers: dict[int, list[Paper]] = defaultdict(list)
    seen = Paper.objects.visible_to(eyes).filter(session__meeting__in=meetings).select_related("session")
    for paper in seen.order_by("session__day", "session__begins", "order", "pk"):
        papers[paper.session.meeting_id].append(paper)
    answers = _answers(state, eyes)
    return MeetingFacts(
        [_at(one, delegations.get(one.pk), delegates, sessions, papers[one.pk], answers) for one in meetings],
        _decisions(state, eyes),
    )


def _at(
    meeting: Meeting,
    delegation: Delegation | None,
    delegates: Mapping[int, Sequence[Delegate]],
    sessions: Mapping[int, int],
    papers: Sequence[Paper],
    answers: Mapping[int, ApprovalAnswer],
) -> AtMeeting:
    """`delegates` and `sessions` by delegation, `answers` by meeting."""
    pk = delegation.pk if delegation else 0
    return AtMeeting(meeting, delegation, delegates.get(pk, []), sessions.get(pk, 0), papers, answers.get(meeting.pk))


def _delegates(delegations: dict[int, Delegation], eyes: Anyone) -> dict[int, list[Delegate]]:
    named: dict[int, list[Delegate]] = defaultdict(list)
    own = Delegate.objects.visible_to(eyes).named().filter(delegation__in=[one.pk for one in delegations.values()])
    for one in own.select_related("person").order_by("-is_head", "pk"):
        named[one.delegation_id].append(one)
    return named


def _answers(state: State, eyes: Anyone) -> dict[int, ApprovalAnswer]:
    """By meeting, the last."""
    given = ApprovalAnswer.objects.visible_to(eyes).filter(state=state).select_related("approval")
    return {one.approval.meeting_id: one for one in given.order_by("approval__round", "pk")}


def _decisions(state: State, eyes: Anyone) -> list[Decision]:
    own = Q(state=state) | Q(organisation__state=state)
    found = Decision.objects.visible_to(eyes).filter(own).select_related("meeting", "state", "organisation")
    return list(found.order_by("-meeting__begins_on", "number", "pk"))
