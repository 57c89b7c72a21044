"""Which delegations are there in which sessions, and what may be supposed before anybody has written it down."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from enlace.accounts.rules import Anyone
from enlace.core.plain import plain
from enlace.core.texts import Text, Texts
from enlace.meetings.agenda.queries import published_agenda
from enlace.meetings.models import Attendance, Delegate, Delegation, Meeting, Presence, Session
from enlace.meetings.models.delegations import Answer, TakesPart
from enlace.network.audiences import Audience


@dataclass(frozen=True)
class Column:
    """A session as this reader knows it: organisers the draft, others what was published."""

    session: Session
    title: Texts
    day: date
    begins: time

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()


@dataclass(frozen=True)
class Counted:
    """How many were there, of how many expected."""

    present: int
    remote: int
    excused: int
    absent: int
    open: int

    @property
    def there(self) -> int:
        return self.present + self.remote


@dataclass(frozen=True)
class Matrix:
    """`presences` by session and delegation, of what the reader sees; what is not in it is not recorded."""

    columns: Sequence[Column]
    delegations: Sequence[Delegation]
    expected: Mapping[int, frozenset[int]]
    presences: Mapping[tuple[int, int], str]

    def of_session(self, session: int) -> Counted:
        return _counted(self.presences.get((session, one), "") for one in self.expected[session])

    def of_delegation(self, delegation: int) -> Counted:
        sessions = [one for one, bodies in self.expected.items() if delegation in bodies]
        return _counted(self.presences.get((one, delegation), "") for one in sessions)

    @property
    def sessions_counted(self) -> list[tuple[Column, Counted]]:
        return [(column, self.of_session(column.session.pk)) for column in self.columns]

    @property
    def delegations_counted(self) -> list[tuple[Delegation, Counted]]:
        return [(one, self.of_delegation(one.pk)) for one in self.delegations]


def _counted(presences: Iterable[str]) -> Counted:
    found = Counter(presences)
    return Counted(*(found[one] for one in (*Presence.values, "")))


def attendance_of(meeting: Meeting, user: Anyone, *, organises: bool) -> Matrix:
    """Of sessions that are held. A dozen queries, however many they are."""
    columns = list(_columns(meeting, user, organises))
    ids = {one.session.pk for one in columns}
    delegations = delegations_of(meeting, user)
    seen = Attendance.objects.visible_to(user).filter(session__in=ids)
    presences = {(one.session_id, one.delegation_id): one.presence for one in seen}
    observers = _observers_named(ids) if any(one.organisation_id for one in delegations) else {}
    expected = {
        one.session.pk: frozenset(
            delegation.pk
            for delegation in delegations
            if is_expected(delegation, one.session.audience, observers.get(one.session.pk, frozenset()))
            or (one.session.pk, delegation.pk) in presences
        )
        for one in columns
    }
    return Matrix(columns, delegations, expected, presences)


def delegations_of(meeting: Meeting, user: Anyone) -> list[Delegation]:
    """Those invited, states first, by name."""
    seen = Delegation.objects.visible_to(user).filter(meeting=meeting).exclude(invited_at=None)
    found = seen.select_related("meeting", "state", "organisation")
    return sorted(found, key=lambda one: (one.state_id is None, plain(one.body), one.pk))


def is_expected(delegation: Delegation, audience: str, observers: frozenset[int] = frozenset()) -> bool:
    """States in every session, an observer where it is within the audience or named."""
    if delegation.state_id:
        return audience != Audience.SECRETARIAT
    named = audience == Audience.INVITED and delegation.organisation_id in observers
    return named or audience in (Audience.PUBLIC, Audience.NETWORK)


def _columns(meeting: Meeting, user: Anyone, organises: bool) -> Iterable[Column]:
    sessions = Session.objects.visible_to(user).filter(meeting=meeting).held().distinct()
    if organises:
        for one in sessions:
            yield Column(one, one.title, one.day, one.begins)
        return
    published = published_agenda(meeting, user)
    items = published.items if published else {}
    known = [(items[one.pk], one) for one in sessions if one.pk in items]
    for item, one in sorted(known, key=lambda pair: (pair[0].day, pair[0].begins, pair[1].pk)):
        yield Column(one, item.title, item.day, item.begins)


def _observers_named(sessions: Iterable[int]) -> dict[int, frozenset[int]]:
    rows = Session.observers.through.objects.filter(session__in=sessions).values_list("session", "organisation")
    found: dict[int, set[int]] = {}
    for session, organisation in rows:
        found.setdefault(session, set()).add(organisation)
    return {session: frozenset(named) for session, named in found.items()}


def expected_in(session: Session, user: Anyone) -> list[tuple[Delegation, str]]:
    """The delegations that are expected or recorded in a session, each with what is recorded, or empty."""
    observers = frozenset(session.observers.values_list("pk", flat=True))
    recorded = dict(Attendance.objects.visible_to(user).filter(session=session).values_list("delegation", "presence"))
    return [
        (one, recorded.get(one.pk, ""))
        for one in delegations_of(session.meeting, user)
        if one.pk in recorded or is_expected(one, session.audience, observers)
    ]


def suggestions(meeting: Meeting) -> dict[int, str]:
    """By delegation, from who was checked in, who registered, and what was answered. Two queries."""
    people: dict[int, list[Delegate]] = {}
    for one in Delegate.objects.taking_part().filter(delegation__meeting=meeting):
        people.setdefault(one.delegation_id, []).append(one)
    return {one.pk: suggested(one.answer, people.get(one.pk, [])) for one in meeting.delegations.all()}


def suggested(answer: str, delegates: Sequence[Delegate]) -> str:
    """Present where somebody has come, remote where all who registered are, excused where they said so."""
    if answer == Answer.NOT_COMING:
        return Presence.EXCUSED.value
    if any(one.checked_in_at for one in delegates):
        return Presence.PRESENT.value
    registered = [one for one in delegates if one.registered_at]
    if registered and all(one.takes_part == TakesPart.REMOTE for one in registered):
        return Presence.REMOTE.value
    return ""
