"""Minutes as a reader gets them: what is being written, for those who organise; for members what is circulated."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from enlace.accounts.rules import Anyone
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.meetings.minutes.circulated import CirculatedDecision, read
from enlace.meetings.minutes.lineage import last_in_common
from enlace.meetings.minutes.merging import Merge, merged_lines
from enlace.meetings.models import Approval, ApprovalAnswer, Decision, Meeting, MinutesVersion, Session, SessionKind
from enlace.network.models import State


@dataclass(frozen=True)
class DecisionLine:
    number: int
    text: Text
    owner: Text
    due_on: date | None
    address: str = ""


@dataclass(frozen=True)
class Part:
    """The minutes of one session; `address` is where they are written, `heads` how many texts there are at once."""

    title: Text
    day: date
    hours: str
    text: str
    language: str
    decisions: Sequence[DecisionLine]
    address: str = ""
    heads: int = 1
    cancelled: bool = False
    illustrative: bool = False


@dataclass(frozen=True)
class Minutes:
    """`approval` is the round that circulates or approved them; None while they are being written."""

    meeting: Meeting
    parts: Sequence[Part]
    decisions: Sequence[DecisionLine]
    approval: Approval | None = None

    @property
    def empty(self) -> bool:
        return not self.decisions and not any(part.text or part.decisions for part in self.parts)


def minutes_of(meeting: Meeting, user: Anyone) -> Minutes | None:
    """None where there is nothing for this reader yet."""
    rounds = list(
        Approval.objects.visible_to(user).filter(meeting=meeting).select_related("meeting").order_by("-round")
    )
    binding = next((one for one in rounds if one.settled_at is None or one.approved_at), None)
    if binding:
        return frozen_minutes(binding)
    if Meeting.objects.organised_by(user).filter(pk=meeting.pk).exists():
        return _written(meeting, user)
    last = next((one for one in rounds if not one.is_withdrawn), None)
    return frozen_minutes(last) if last else None


def last_minutes(meeting: Meeting, user: Anyone) -> Minutes | None:
    """Of the meeting before this one that has any: approved ones or, for those who organise it, what is written."""
    approved = Approval.objects.visible_to(user).approved().values("meeting")
    drafts = MinutesVersion.objects.visible_to(user).values("session__meeting")
    earlier = Meeting.objects.visible_to(user).filter(Q(pk__in=approved) | Q(pk__in=drafts), cancelled_at=None)
    last = earlier.filter(begins_on__lt=meeting.begins_on).order_by("-begins_on", "-pk").first()
    return minutes_of(last, user) if last else None


def frozen_minutes(approval: Approval) -> Minutes:
    """As they circulate; with the meeting at hand."""
    content = read(approval.content)
    lines: dict[int | None, list[DecisionLine]] = defaultdict(list)
    for one in content.decisions:
        lines[one.session_id].append(_frozen_line(one))
    parts = [
        Part(one.title, one.day, one.hours, one.text, one.language, lines.pop(one.session_id, []))
        for one in content.sessions
    ]
    rest = sorted((line for some in lines.values() for line in some), key=lambda line: line.number)
    return Minutes(approval.meeting, parts, rest, approval)


def _written(meeting: Meeting, user: Anyone) -> Minutes:
    heads: dict[int, list[MinutesVersion]] = defaultdict(list)
    for version in MinutesVersion.objects.heads().filter(session__meeting=meeting).order_by("-pk"):
        heads[version.session_id].append(version)
    lines: dict[int | None, list[DecisionLine]] = defaultdict(list)
    found = Decision.objects.visible_to(user).filter(meeting=meeting).select_related("state", "organisation")
    for one in found.order_by("number"):
        lines[one.session_id].append(_line(one))
    sessions = Session.objects.visible_to(user).filter(meeting=meeting).exclude(kind=SessionKind.BREAK)
    parts = [_part(one, heads[one.pk], lines.pop(one.pk, [])) for one in sessions]
    rest = sorted((line for some in lines.values() for line in some), key=lambda line: line.number)
    return Minutes(meeting, parts, rest)


def _part(session: Session, heads: list[MinutesVersion], decisions: list[DecisionLine]) -> Part:
    newest = heads[0] if heads else None
    return Part(
        title=session.shown_title,
        day=session.day,
        hours=f"{session.begins:%H:%M}–{session.ends:%H:%M}",
        text=newest.text if newest else "",
        language=newest.language if newest else "",
        decisions=decisions,
        address=reverse("meetings:session_minutes", args=[session.pk]),
        heads=len(heads),
        cancelled=session.cancelled_at is not None,
        illustrative=session.illustrative,
    )


def _line(one: Decision) -> DecisionLine:
    return DecisionLine(one.number, one.shown_text, one.shown_owner, one.due_on, one.get_absolute_url())


def _frozen_line(one: CirculatedDecision) -> DecisionLine:
    return DecisionLine(one.number, one.text, one.owner, one.due_on)


@dataclass(frozen=True)
class Conflict:
    """Two texts that were written at once; `merge` is both in one, as far as lines tell."""

    one: MinutesVersion
    other: MinutesVersion
    merge: Merge


def heads_of(session: Session) -> list[MinutesVersion]:
    """The newest first; more than one where two wrote at once."""
    return list(MinutesVersion.objects.heads().filter(session=session).select_related("by").order_by("-pk"))


def conflict_of(heads: Sequence[MinutesVersion]) -> Conflict | None:
    """Of the two oldest of them, so that those that wait longest are joined first."""
    if len(heads) < 2:
        return None
    one, other = heads[-1], heads[-2]
    rows = MinutesVersion.objects.filter(session=one.session_id).values_list("pk", "base", "merged")
    common = last_in_common({pk: parents for pk, *parents in rows}, one.pk, other.pk)
    base = MinutesVersion.objects.get(pk=common).text if common else ""
    return Conflict(one, other, merged_lines(base, one.text, other.text))


def conflicting_sessions(meetings: QuerySet[Meeting]) -> list[Session]:
    """With more than one text at once; those of cancelled sessions matter no more."""
    heads = MinutesVersion.objects.heads().filter(session__meeting__in=meetings.values("pk")).order_by()
    several = heads.values("session").annotate(count=Count("pk")).filter(count__gt=1).values("session")
    return list(Session.objects.filter(pk__in=several, cancelled_at=None).select_related("meeting"))


def members_of(approval: Approval) -> QuerySet[State]:
    """Those who are asked: the member states of the day on which the round opened."""
    return State.objects.members(timezone.localdate(approval.opened_at))


def silent_states(approval: Approval) -> list[State]:
    return list(members_of(approval).exclude(pk__in=approval.answers.values("state")))


@dataclass(frozen=True)
class Stand:
    """Where a state stands: its last answer, None while it is silent, and how often it answered before."""

    state: State
    answer: ApprovalAnswer | None
    earlier: Sequence[ApprovalAnswer]


def stands_of(approval: Approval, user: Anyone) -> list[Stand]:
    """By the names of the states in the reader's language."""
    said: dict[int, list[ApprovalAnswer]] = defaultdict(list)
    for answer in ApprovalAnswer.objects.visible_to(user).filter(approval=approval).order_by("pk"):
        said[answer.state_id].append(answer)
    stands = [
        Stand(state, said[state.pk][-1] if said[state.pk] else None, said[state.pk][:-1])
        for state in members_of(approval)
    ]
    return sorted(stands, key=lambda stand: plain(stand.state.name))
