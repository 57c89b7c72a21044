"""What a state said in consultations, which challenges it faces, and what the forum adopted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from enlace.accounts.rules import Anyone
from enlace.consultations.models import (
    Challenge,
    Consultation,
    Priority,
    PriorityReview,
    SharedChallenge,
    Statement,
    VoiceOf,
    Vote,
)
from enlace.meetings.models import Meeting
from enlace.network.models import State


@dataclass(frozen=True)
class AnsweredConsultation:
    """`votes` in the order of their statements; `proposed` are the statements that the state brought in.

    Both are empty where answers are anonymous or each person has a voice: then nobody knows what the state said.
    """

    consultation: Consultation
    votes: Sequence[Vote]
    proposed: Sequence[Statement]

    @property
    def tells(self) -> bool:
        one = self.consultation
        return not one.is_anonymous and not one.is_imported and one.voice_of == VoiceOf.STATE


@dataclass(frozen=True)
class AdoptedPriority:
    """`meeting` adopted it; None where the state does not see that meeting."""

    priority: Priority
    meeting: Meeting | None


@dataclass(frozen=True)
class AnswerFacts:
    consultations: Sequence[AnsweredConsultation]
    challenges: Sequence[Challenge]
    priorities: Sequence[AdoptedPriority]


def answer_facts(state: State, eyes: Anyone) -> AnswerFacts:
    votes: dict[int, list[Vote]] = defaultdict(list)
    cast = Vote.objects.visible_to(eyes).filter(voter__state=state, statement__accepted_at__isnull=False)
    for vote in cast.select_related("statement").order_by("statement__number", "pk"):
        votes[vote.statement.consultation_id].append(vote)
    proposed: dict[int, list[Statement]] = defaultdict(list)
    brought = Statement.objects.visible_to(eyes).filter(by_participant=True, voter__state=state)
    for statement in brought.order_by("number"):
        proposed[statement.consultation_id].append(statement)
    seen = Consultation.objects.visible_to(eyes).select_related("result").order_by("-closes_on", "-pk")
    return AnswerFacts(
        [AnsweredConsultation(one, votes.get(one.pk, []), proposed.get(one.pk, [])) for one in seen],
        _challenges(state, eyes),
        _priorities(eyes),
    )


def _challenges(state: State, eyes: Anyone) -> list[Challenge]:
    """Those that it proposed, and those that it said it faces too, unless they were withdrawn."""
    shared = SharedChallenge.objects.visible_to(eyes).filter(state=state).values("challenge")
    own = Q(state=state) | Q(pk__in=shared)
    return list(Challenge.objects.visible_to(eyes).standing().filter(own).order_by("-proposed_on", "-pk"))


def _priorities(eyes: Anyone) -> list[AdoptedPriority]:
    reviews = PriorityReview.objects.visible_to(eyes).order_by("reviewed_on", "pk")
    found = Priority.objects.visible_to(eyes).select_related("session").prefetch_related(Prefetch("reviews", reviews))
    adopted = list(found.order_by("-adopted_on", "order", "pk"))
    meetings = Meeting.objects.visible_to(eyes).in_bulk({one.session.meeting_id for one in adopted})
    return [AdoptedPriority(one, meetings.get(one.session.meeting_id)) for one in adopted]
