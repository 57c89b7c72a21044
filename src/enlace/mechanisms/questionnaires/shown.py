"""The page of one questionnaire, as those of the state and the secretariat read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from enlace.accounts.rules import Anyone
from enlace.commitments.progress.mail import validators_of
from enlace.mechanisms.models import Answer, FieldQuestion, Questionnaire
from enlace.mechanisms.questionnaires.rules import (
    can_accept_questionnaire,
    can_ask_back,
    can_clear_questionnaire,
    can_save_answer,
    can_send_back_questionnaire,
    can_submit_questionnaire,
    can_take_back_questionnaire,
)
from enlace.mechanisms.questionnaires.standing import Answered, FactStanding, Stage, answered, stage_of
from enlace.mechanisms.register.facts import FACTS, SECTIONS, value_of
from enlace.mechanisms.register.shown import ShownFact, shown_fact
from enlace.network.roles import roles_of

QUESTIONNAIRE_RULES: Mapping[str, Any] = {
    "answer": can_save_answer,
    "submit": can_submit_questionnaire,
    "take_back": can_take_back_questionnaire,
    "clear": can_clear_questionnaire,
    "send_back": can_send_back_questionnaire,
    "accept": can_accept_questionnaire,
    "ask": can_ask_back,
}


@dataclass(frozen=True)
class AskedFact:
    """`stands` is what the register says of it now; `says` what the state says instead, where it changes it.

    Neither `says` nor `answer` is there for who may not read the answers.
    """

    fact: str
    label: str
    standing: FactStanding
    stands: ShownFact
    is_public: bool
    answer: Answer | None = None
    says: ShownFact | None = None
    says_public: bool = False
    questions: tuple[FieldQuestion, ...] = ()

    @property
    def revision(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def is_done(self) -> bool:
        return self.standing in {FactStanding.CONFIRMED, FactStanding.CHANGED}


@dataclass(frozen=True)
class AskedSection:
    name: str
    label: str
    facts: tuple[AskedFact, ...]


@dataclass(frozen=True)
class QuestionnairePage:
    """`is_own` readers are of the state; `reads` tells whether the answers may be read. `reasons`: why the validator
    sent it back. `may` holds by the name of a move whether the reader may make it."""

    questionnaire: Questionnaire
    stage: Stage
    sections: list[AskedSection]
    is_own: bool
    reads: bool
    has_validator: bool
    reasons: list[FieldQuestion]
    may: Mapping[str, bool]

    @property
    def facts(self) -> list[AskedFact]:
        return [fact for section in self.sections for fact in section.facts]

    @property
    def total(self) -> int:
        return len(FACTS)

    @property
    def count(self) -> int:
        return sum(fact.is_done for fact in self.facts)

    @property
    def changed(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.says]

    @property
    def confirmed(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.standing == FactStanding.CONFIRMED]

    @property
    def overtaken(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.standing == FactStanding.OVERTAKEN]

    @property
    def asked_back(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.standing == FactStanding.ASKED_BACK]

    @property
    def left(self) -> list[AskedFact]:
        """What “confirm all that is left” confirms."""
        return [fact for fact in self.facts if fact.standing in {FactStanding.OPEN, FactStanding.OVERTAKEN}]

    @property
    def unanswered(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.standing == FactStanding.OPEN]


def questionnaire_page(questionnaire: Questionnaire, reader: Anyone) -> QuestionnairePage:
    """Of one that the reader sees."""
    found = answered(questionnaire)
    roles = roles_of(reader)
    is_own = questionnaire.state_id in roles.states
    reads = is_own or questionnaire.cleared_at is not None
    questions = list(FieldQuestion.objects.visible_to(reader).filter(questionnaire=questionnaire))
    fields = {one.field for one in questions if one.answered_at is None}
    return QuestionnairePage(
        questionnaire=questionnaire,
        stage=stage_of(questionnaire, fields),
        sections=_sections(found, questions, reads=reads),
        is_own=is_own,
        reads=reads,
        has_validator=validators_of(questionnaire.state_id).exists(),
        reasons=[one for one in questions if not one.field and one.answered_at is None],
        may={name: rule(reader, questionnaire) for name, rule in QUESTIONNAIRE_RULES.items()},
    )


def asked_fact(questionnaire: Questionnaire, fact: str, *, reads: bool = True) -> AskedFact:
    """One alone, with all that was asked back on it."""
    questions = list(FieldQuestion.objects.filter(questionnaire=questionnaire, field=fact))
    return _asked_fact(fact, answered(questionnaire), questions, reads=reads)


def _sections(found: Answered, questions: list[FieldQuestion], *, reads: bool) -> list[AskedSection]:
    return [
        AskedSection(
            section.name,
            str(section.label),
            tuple(_asked_fact(fact.name, found, questions, reads=reads) for fact in section.facts),
        )
        for section in SECTIONS
    ]


def _asked_fact(name: str, found: Answered, questions: list[FieldQuestion], *, reads: bool) -> AskedFact:
    answer = found.answers.get(name) if reads else None
    value = value_of(found.mechanism, name)
    says = (answer.value or {}) if answer and answer.changed else None
    return AskedFact(
        fact=name,
        label=capfirst(str(FACTS[name].label)),
        standing=found.standing(name),
        stands=shown_fact(name, value),
        is_public=bool(value.get("contact_public")),
        answer=answer,
        says=None if says is None else shown_fact(name, says),
        says_public=bool(says and says.get("contact_public")),
        questions=tuple(one for one in questions if one.field == name),
    )
