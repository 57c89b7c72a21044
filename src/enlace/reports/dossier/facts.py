"""All that the record holds of a state in its own eyes, on one day. Nothing of it is written down: it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.registry import Due, registered
from enlace.mechanisms.lessons.standing import sent_back
from enlace.mechanisms.models import Mechanism, NoteQuestion, PracticeNote
from enlace.mechanisms.questionnaires.queries import Counted, own_questionnaires
from enlace.network.cards import Card
from enlace.network.directory import lines_for
from enlace.network.models import Role, State
from enlace.network.roles import OF_STATES
from enlace.network.state_record import StateRecord, state_record
from enlace.reports.dossier.answer_facts import AnswerFacts, answer_facts
from enlace.reports.dossier.eyes import DossierSubject, playing
from enlace.reports.dossier.meeting_facts import MeetingFacts, meeting_facts
from enlace.reports.dossier.promise_facts import PromiseFacts, promise_facts


@dataclass(frozen=True)
class Task:
    """What is expected of the state; `of_validator`: of its validator alone."""

    due: Due
    of_validator: bool


@dataclass(frozen=True)
class DossierFacts:
    """`others` are the cards of those who speak for the other states today, `secretariat` those of the secretariat."""

    state: State
    day: date
    tasks: Sequence[Task]
    record: StateRecord
    at_meetings: MeetingFacts
    answers: AnswerFacts
    promises: PromiseFacts
    mechanisms: Sequence[Mechanism]
    questionnaires: Sequence[Counted]
    notes: Sequence[PracticeNote]
    notes_sent_back: frozenset[int]
    questions: Sequence[NoteQuestion]
    others: Sequence[Card]
    secretariat: Sequence[Card]

    @property
    def illustrative(self) -> bool:
        """Whether anything of it was written for a demonstration."""
        return any(one.illustrative for one in self._records())

    def _records(self) -> Iterator[Any]:
        yield from (one.card for one in self.record.held)
        yield from (one.meeting for one in self.at_meetings.meetings)
        yield from self.at_meetings.decisions
        yield from (one.consultation for one in self.answers.consultations)
        yield from self.answers.challenges
        yield from (one.priority for one in self.answers.priorities)
        yield from (one.commitment for one in self.promises.commitments)
        yield from self.promises.strategies
        yield from (one.round for one in self.promises.rounds)
        yield from [*self.mechanisms, *self.notes, *self.others, *self.secretariat]


def dossier_facts(subject: DossierSubject) -> DossierFacts:
    """In a number of queries that does not grow with the records."""
    state, eyes, day = subject.state, subject.eyes, today()
    cards = [line.card for line in lines_for(eyes) if line.card]
    notes = PracticeNote.objects.visible_to(eyes).filter(state=state).order_by("-drafted_at", "-pk")
    asked = NoteQuestion.objects.visible_to(eyes).filter(note__state=state).exclude(state=state)
    return DossierFacts(
        state=state,
        day=day,
        tasks=_tasks(state, day),
        record=state_record(state, eyes),
        at_meetings=meeting_facts(state, eyes),
        answers=answer_facts(state, eyes),
        promises=promise_facts(state, eyes),
        mechanisms=list(Mechanism.objects.visible_to(eyes).filter(state=state).order_by("pk")),
        questionnaires=own_questionnaires(eyes),
        notes=list(notes),
        notes_sent_back=frozenset(sent_back().filter(state=state).values_list("pk", flat=True)),
        questions=list(asked.select_related("note", "state").order_by("-at", "-pk")),
        others=[one for one in cards if one.mandate.role in OF_STATES and one.mandate.state_id != state.pk],
        secretariat=[one for one in cards if one.mandate.role == Role.SECRETARY],
    )


def _tasks(state: State, day: date) -> list[Task]:
    """By day, what has none last. What is asked of an account and not of the state is left out."""
    own = _due(playing(Role.FOCAL_POINT, state), day)
    known = {(one.title, one.address) for one in own}
    clearing = [one for one in _due(playing(Role.VALIDATOR, state), day) if (one.title, one.address) not in known]
    tasks = [*(Task(one, of_validator=False) for one in own), *(Task(one, of_validator=True) for one in clearing)]
    return sorted(tasks, key=lambda one: one.due.day or date.max)


def _due(eyes: User, day: date) -> list[Due]:
    found = [due for expected in registered("due") for due in expected(eyes, day)]
    return [one for one in found if one.address != reverse("mfa_index")]
