"""What the record says of one meeting, as everybody may read it. Nothing of it is written down here: it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enlace.commitments.models import Strategy
from enlace.commitments.strategies.readers import PARTIES
from enlace.commitments.strategies.signed_content import read
from enlace.consultations.models import Consultation, Priority, PriorityReview
from enlace.consultations.results.facts import shared_facts
from enlace.consultations.results.shown import ShownResult, shown_result
from enlace.core.texts import Text
from enlace.meetings.agenda.facts import Item, Presenter
from enlace.meetings.agenda.queries import published_agenda
from enlace.meetings.editions.queries import StatesThere, edition_of, states_there
from enlace.meetings.models import Contribution, Decision, Meeting, SessionKind
from enlace.meetings.papers.queries import PapersOfSession, papers_by_session
from enlace.network.composition import Observer, focal_points_on, observers_on
from enlace.network.models import Organisation
from enlace.reports.annual.facts import EVERYBODY
from enlace.reports.meeting.acts import Act, SinceLast, acts_at, names_of, since_last


@dataclass(frozen=True)
class Held:
    """A session as the agenda was published last; `id` is that of its row."""

    id: int
    item: Item


@dataclass(frozen=True)
class Brought:
    """What a speaker brought to a session, and how the programme presents them."""

    contribution: Contribution
    by: Presenter
    session: Held


@dataclass(frozen=True)
class Ground:
    """The public result of a consultation that prepared the meeting."""

    consultation: Consultation
    result: ShownResult


@dataclass(frozen=True)
class Signed:
    """A joint strategy under the title that its parties signed."""

    strategy: Strategy
    title: Text
    parties: tuple[str, ...]


@dataclass(frozen=True)
class MeetingFacts:
    """Of one that was cancelled only the first four. `institutions` are, by the id of a state, those of the focal
    points of the first day; `observers` belonged to the network on that day. `since` is None without a meeting before.
    """

    meeting: Meeting
    edition: str = ""
    co_organisers: Sequence[Organisation] = ()
    supporters: Sequence[Organisation] = ()
    there: StatesThere = field(default_factory=StatesThere)
    institutions: Mapping[int, Organisation] = field(default_factory=dict)
    observers: Sequence[Observer] = ()
    sessions: Sequence[Held] = ()
    adopted: Sequence[Priority] = ()
    reviews: Sequence[PriorityReview] = ()
    grounds: Sequence[Ground] = ()
    since: SinceLast | None = None
    acts: Sequence[Act] = ()
    decisions: Sequence[Decision] = ()
    papers: Sequence[PapersOfSession] = ()
    contributions: Sequence[Brought] = ()
    strategies: Sequence[Signed] = ()

    @property
    def held(self) -> list[Held]:
        """The sessions that took place, without breaks."""
        return [one for one in self.sessions if not one.item.cancelled and not one.item.is_break]

    def held_as(self, kind: SessionKind) -> list[Held]:
        return [one for one in self.held if one.item.kind == kind]

    @property
    def illustrative(self) -> bool:
        """Whether anything of it was written for a demonstration."""
        acts = [*self.acts, *(self.since.acts if self.since else ())]
        records: list[Any] = [
            *(one.item for one in self.sessions),
            *self.institutions.values(),
            *self.observers,
            *self.adopted,
            *(one.priority for one in self.reviews),
            *(one.consultation for one in self.grounds),
            *(one.commitment for one in acts),
            *self.decisions,
            *(shown.paper for one in self.papers for shown in one.papers),
            *(one.contribution for one in self.contributions),
            *(one.strategy for one in self.strategies),
            *(self.since.reports if self.since else ()),
        ]
        return self.meeting.illustrative or self.there.illustrative or any(one.illustrative for one in records)


def meeting_facts(meeting: Meeting) -> MeetingFacts:
    """In a number of queries that does not grow with the records. Raises Meeting.DoesNotExist for one that is not
    public."""
    seen = (
        Meeting.objects.visible_to(EVERYBODY)
        .select_related("host__state")
        .prefetch_related("co_organisers", "supporters")
    )
    found = seen.get(pk=meeting.pk)
    about: dict[str, Any] = {
        "meeting": found,
        "edition": edition_of(found),
        "co_organisers": list(found.co_organisers.all()),
        "supporters": list(found.supporters.all()),
    }
    return MeetingFacts(**about) if found.cancelled_at else MeetingFacts(**about, **_happened(found))


def _happened(meeting: Meeting) -> dict[str, Any]:
    there = states_there([meeting])[meeting.pk]
    offices = focal_points_on(meeting.begins_on, EVERYBODY) if there.states else {}
    sessions = _sessions(meeting)
    decisions = Decision.objects.visible_to(EVERYBODY).filter(meeting=meeting)
    adopted = Priority.objects.visible_to(EVERYBODY).filter(session__meeting=meeting)
    reviews = PriorityReview.objects.visible_to(EVERYBODY).filter(session__meeting=meeting)
    strategies = Strategy.objects.visible_to(EVERYBODY).published().filter(meeting=meeting)
    present = {one.pk for one in there.states}
    return {
        "there": there,
        "institutions": {pk: one.organisation for pk, one in offices.items() if one.organisation and pk in present},
        "observers": observers_on(meeting.begins_on),
        "sessions": sessions,
        "adopted": list(adopted.order_by("adopted_on", "order", "pk")),
        "reviews": list(reviews.select_related("priority").order_by("reviewed_on", "pk")),
        "grounds": _grounds(meeting),
        "since": since_last(meeting, EVERYBODY),
        "acts": acts_at(meeting, EVERYBODY),
        "decisions": list(decisions.select_related("state", "organisation").order_by("number")),
        "papers": papers_by_session(meeting, EVERYBODY),
        "contributions": _contributions(sessions),
        "strategies": [_signed(one) for one in strategies.prefetch_related(*PARTIES).order_by("published_at", "pk")],
    }


def _sessions(meeting: Meeting) -> list[Held]:
    """In the order in which they begin."""
    published = published_agenda(meeting, EVERYBODY)
    found = [Held(pk, item) for pk, item in published.items.items()] if published else []
    return sorted(found, key=lambda one: (one.item.day, one.item.begins, one.id))


def _contributions(sessions: Sequence[Held]) -> list[Brought]:
    """Of the speakers whom the published programme names."""
    speaking = {one.id: (one, session) for session in sessions for one in session.item.speakers}
    found = Contribution.objects.visible_to(EVERYBODY).filter(
        speaker__in=speaking, speaker__session__in=[one.id for one in sessions]
    )
    order = list(speaking)
    ordered = sorted(found, key=lambda one: order.index(one.speaker_id))
    return [Brought(one, *speaking[one.speaker_id]) for one in ordered]


def _signed(strategy: Strategy) -> Signed:
    content = read(strategy.content)
    title = content.title if content else strategy.shown_title
    return Signed(strategy, title, names_of(strategy.parties.all()))


def _grounds(meeting: Meeting) -> list[Ground]:
    published = Consultation.objects.with_visible_result(EVERYBODY).filter(meeting=meeting)
    found = published.select_related("result").order_by("closes_on", "pk")
    return [Ground(one, shown_result(shared_facts(one.result.facts), with_members=False)) for one in found]
