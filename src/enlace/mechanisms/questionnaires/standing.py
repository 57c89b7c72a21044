"""How the facts of a questionnaire stand: not answered yet, confirmed, changed, asked back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enlace.mechanisms.models import Answer, FieldQuestion, Mechanism, Questionnaire
from enlace.mechanisms.register.facts import FACTS, value_of


class FactStanding(StrEnum):
    """`overtaken`: it was confirmed, and the register says something else since; it is to be confirmed again."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    OVERTAKEN = "overtaken"
    ASKED_BACK = "asked_back"


UNDONE = frozenset({FactStanding.OPEN, FactStanding.OVERTAKEN, FactStanding.ASKED_BACK})


class Stage(StrEnum):
    """How far a questionnaire is. `asked_back` by the secretariat, `sent_back` by the validator of the state."""

    SENT = "sent"
    ASKED_BACK = "asked_back"
    SENT_BACK = "sent_back"
    SUBMITTED = "submitted"
    CLEARED = "cleared"
    ACCEPTED = "accepted"


def stage_of(questionnaire: Questionnaire, open_fields: Iterable[str] = ()) -> Stage:
    """`open_fields` are those of the questions that are open; the empty one is the validator's."""
    if questionnaire.accepted_at:
        return Stage.ACCEPTED
    if questionnaire.cleared_at:
        return Stage.CLEARED
    if questionnaire.submitted_at:
        return Stage.SUBMITTED
    fields = set(open_fields)
    if "" in fields:
        return Stage.SENT_BACK
    return Stage.ASKED_BACK if fields else Stage.SENT


@dataclass(frozen=True)
class Answered:
    """All that is known of one questionnaire's answers. `questions` are those that are open."""

    mechanism: Mechanism
    answers: Mapping[str, Answer]
    questions: tuple[FieldQuestion, ...]

    def standing(self, fact: str) -> FactStanding:
        answer = self.answers.get(fact)
        if self._is_asked_back(fact, answer.at if answer else None):
            return FactStanding.ASKED_BACK
        if answer is None:
            return FactStanding.OPEN
        if answer.changed:
            return FactStanding.CHANGED
        return FactStanding.CONFIRMED if still_stands(answer, self.mechanism) else FactStanding.OVERTAKEN

    def _is_asked_back(self, fact: str, answered_at: datetime | None) -> bool:
        return any(one.field == fact and (answered_at is None or answered_at <= one.at) for one in self.questions)

    @property
    def undone(self) -> list[str]:
        return [fact for fact in FACTS if self.standing(fact) in UNDONE]

    @property
    def asked_back(self) -> list[str]:
        return [fact for fact in FACTS if self.standing(fact) == FactStanding.ASKED_BACK]

    @property
    def count(self) -> int:
        return len(FACTS) - len(self.undone)


def answered(questionnaire: Questionnaire) -> Answered:
    """Two queries. It asks nobody whether they may see the answers."""
    answers = {one.field: one for one in Answer.objects.filter(questionnaire=questionnaire)}
    questions = tuple(FieldQuestion.objects.filter(questionnaire=questionnaire).open())
    return Answered(questionnaire.mechanism, answers, questions)


def still_stands(answer: Answer, mechanism: Mechanism) -> bool:
    """Whether what was confirmed is what the register says; `value` is what was read then."""
    return answer.value is None or answer.value == value_of(mechanism, answer.field)
