"""Questionnaires: sent with an edition, answered fact by fact, submitted, cleared, asked back, accepted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.progress.mail import validators_of
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.mechanisms.models import Answer, Edition, FieldQuestion, Mechanism, Questionnaire
from enlace.mechanisms.questionnaires.rules import (
    can_accept_questionnaire,
    can_ask_back,
    can_clear_questionnaire,
    can_save_answer,
    can_send_back_questionnaire,
    can_send_questionnaires,
    can_submit_questionnaire,
    can_take_back_answer,
    can_take_back_questionnaire,
)
from enlace.mechanisms.questionnaires.standing import FactStanding, answered, still_stands
from enlace.mechanisms.register.fact_fields import value_from
from enlace.mechanisms.register.facts import FACTS, Value, value_of, write_value
from enlace.mechanisms.register.recorded import recorded

LONGEST_QUESTION = 2000


class AnsweredMeanwhile(ValidationError):
    """Somebody else has answered since the form was shown: `answer` is theirs, and it stays as it is."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(_("Somebody else of your state has answered this meanwhile. Compare both, then save."))
        self.answer = answer


@transaction.atomic
def send_questionnaires(edition: Edition, mechanisms: Iterable[Mechanism], *, by: Anyone | None) -> list[Questionnaire]:
    """To the states of the mechanisms, each once. Raises ValidationError."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    require(can_send_questionnaires(by, edition), _("This edition is closed."))
    there = set(edition.questionnaires.values_list("mechanism", flat=True))
    asked = [one for one in mechanisms if one.pk not in there]
    if any(one.state_id is None for one in asked):
        raise ValidationError(_("A state outside the network gets no questionnaire; the secretariat keeps its facts."))
    sent = [Questionnaire.objects.create(edition=edition, mechanism=one) for one in asked]
    if sent:
        record("send_questionnaires", edition, by=by, after={"mechanisms": [one.pk for one in asked]})
    return sent


@transaction.atomic
def save_answer(
    questionnaire: Questionnaire,
    fact: str,
    *,
    by: Anyone,
    value: Value | None,
    revision: int,
    answer_id: int | None = None,
) -> Answer:
    """A `value` of None confirms the fact as the register has it. Raises ValidationError by column.

    `revision` is that of the answer which was shown, 0 where none was; `answer_id` its number, where it is known.
    Raises AnsweredMeanwhile over another's newer answer that says something else.
    """
    questionnaire = _locked(questionnaire)
    require(can_save_answer(by, questionnaire), _("These answers cannot be changed now."))
    stands = value_of(questionnaire.mechanism, fact)
    given = stands if value is None else value_from(fact, value)
    before = Answer.objects.filter(questionnaire=questionnaire, field=fact).first()
    if before and given != before.value:
        _check_newest(before, by, revision, answer_id)
    answer = before or Answer(questionnaire=questionnaire, field=fact, revision=0)
    was = (answer.pk, answer.changed, answer.by_id)
    answer.value, answer.changed = given, given != stands
    answer.revision, answer.at, answer.by_id = answer.revision + 1, now(), _number(by)
    answer.save()
    if was != (answer.pk, answer.changed, answer.by_id):
        record("save_answer", answer, by=by, after=_facts(answer))
    return answer


def _check_newest(answer: Answer, by: Anyone, revision: int, answer_id: int | None) -> None:
    """Their own newer answer, as of a save in the background, is overtaken without a word."""
    is_shown = answer.revision == revision and answer_id in (None, answer.pk)
    if not is_shown and answer.by_id != by.pk:
        raise AnsweredMeanwhile(answer)


@transaction.atomic
def confirm_rest(questionnaire: Questionnaire, *, by: Anyone) -> list[str]:
    """All facts that nobody has answered yet, as the register has them; what was asked back is left. Their names."""
    questionnaire = _locked(questionnaire)
    require(can_save_answer(by, questionnaire), _("These answers cannot be changed now."))
    found = answered(questionnaire)
    left = [fact for fact in found.undone if found.standing(fact) != FactStanding.ASKED_BACK]
    for fact in left:
        kept = found.answers.get(fact) or Answer(questionnaire=questionnaire, field=fact, revision=0)
        kept.value, kept.changed = value_of(questionnaire.mechanism, fact), False
        kept.revision, kept.at, kept.by_id = kept.revision + 1, now(), _number(by)
        kept.save()
    if left:
        record("confirm_rest", questionnaire, by=by, after={"facts": left})
    return left


@transaction.atomic
def take_back_answer(questionnaire: Questionnaire, fact: str, *, by: Anyone, revision: int | None = None) -> None:
    """The fact is not answered any more. Raises AnsweredMeanwhile over another's newer answer."""
    questionnaire = _locked(questionnaire)
    require(can_take_back_answer(by, questionnaire), _("These answers cannot be changed now."))
    answer = Answer.objects.filter(questionnaire=questionnaire, field=fact).first()
    if answer is None:
        return
    if revision is not None:
        _check_newest(answer, by, revision, None)
    record("take_back_answer", answer, by=by, before=_facts(answer))
    answer.delete()


@transaction.atomic
def submit_questionnaire(questionnaire: Questionnaire, *, by: Anyone) -> Questionnaire:
    """To the validator; where the state has none, it is cleared by that. Raises ValidationError.

    What is not answered stays in the register as it is.
    """
    questionnaire = _locked(questionnaire)
    require(can_submit_questionnaire(by, questionnaire), _("This questionnaire was submitted already."))
    found = answered(questionnaire)
    if found.asked_back:
        labels = ", ".join(str(FACTS[fact].label) for fact in found.asked_back)
        raise ValidationError(_("Answer first what was asked back: %(facts)s.") % {"facts": labels})
    if not found.count:
        raise ValidationError(_("Nothing is answered yet. Confirm or change at least one fact."))
    moment = now()
    FieldQuestion.objects.filter(questionnaire=questionnaire).open().update(answered_at=moment)
    questionnaire.submitted_at, questionnaire.submitted_by_id = moment, by.pk
    moments = {"submitted_at": moment}
    if not validators_of(questionnaire.state_id).exists():
        questionnaire.cleared_at, questionnaire.cleared_by_id = moment, by.pk
        moments["cleared_at"] = moment
    return _moved("submit_questionnaire", questionnaire, by, **moments)


@transaction.atomic
def take_back_questionnaire(questionnaire: Questionnaire, *, by: Anyone) -> Questionnaire:
    """It is answered further, and submitted again."""
    questionnaire = _locked(questionnaire)
    require(can_take_back_questionnaire(by, questionnaire), _("This questionnaire does not wait to be cleared."))
    return _reopened("take_back_questionnaire", questionnaire, by)


@transaction.atomic
def clear_questionnaire(questionnaire: Questionnaire, *, by: Anyone) -> Questionnaire:
    """From now on the secretariat reads the answers."""
    questionnaire = _locked(questionnaire)
    require(can_clear_questionnaire(by, questionnaire), _("This questionnaire does not wait to be cleared."))
    moment = now()
    questionnaire.cleared_at, questionnaire.cleared_by_id = moment, by.pk
    return _moved("clear_questionnaire", questionnaire, by, cleared_at=moment)


@transaction.atomic
def send_back_questionnaire(questionnaire: Questionnaire, *, by: Anyone, why: str) -> Questionnaire:
    """It is answered further. Those of the state read the reason, which is theirs alone."""
    questionnaire = _locked(questionnaire)
    require(can_send_back_questionnaire(by, questionnaire), _("This questionnaire does not wait to be cleared."))
    why = _checked(why, "why", _("Say what has to change, so that it can be changed."))
    FieldQuestion.objects.create(questionnaire=questionnaire, field="", text=why, by_id=_number(by), at=now())
    return _reopened("send_back_questionnaire", questionnaire, by)


@transaction.atomic
def ask_back(questionnaire: Questionnaire, fact: str, text: str, *, by: Anyone) -> FieldQuestion:
    """On one field; the questionnaire is open again, and is cleared again before its answers are read."""
    questionnaire = _locked(questionnaire)
    require(can_ask_back(by, questionnaire), _("This questionnaire is not there to be read any more."))
    text = _checked(text, "text", _("Write what you ask about this field."))
    question = FieldQuestion.objects.create(
        questionnaire=questionnaire, field=fact, text=text, by_id=_number(by), at=now()
    )
    record("ask_back", question, by=by, after={"questionnaire": questionnaire.pk, "field": fact})
    _reopen(questionnaire)
    return question


@transaction.atomic
def accept_questionnaire(questionnaire: Questionnaire, *, by: Anyone) -> Questionnaire:
    """What the state changed is written into the register, and what it answered is verified on the day of clearing.

    What it confirmed and the register says otherwise since is not verified.
    """
    Edition.objects.select_for_update().get(pk=questionnaire.edition_id)
    questionnaire = _locked(questionnaire)
    require(can_accept_questionnaire(by, questionnaire), _("This questionnaire does not wait to be accepted."))
    mechanism = Mechanism.objects.select_for_update().get(pk=questionnaire.mechanism_id)
    answers = Answer.objects.filter(questionnaire=questionnaire)
    accepted = [one for one in answers if one.changed or still_stands(one, mechanism)]
    _write(mechanism, accepted, timezone.localdate(questionnaire.cleared_at).isoformat(), by)
    moment = now()
    questionnaire.accepted_at, questionnaire.accepted_by_id = moment, by.pk
    return _moved("accept_questionnaire", questionnaire, by, accepted_at=moment)


def _locked(questionnaire: Questionnaire) -> Questionnaire:
    """The row itself, with its edition and mechanism beside it."""
    rows = Questionnaire.objects.select_for_update(of=("self",)).select_related("edition", "mechanism")
    return rows.get(pk=questionnaire.pk)


def _number(by: Any) -> int:
    return int(by.pk)


def _facts(answer: Answer) -> dict[str, Any]:
    """As the audit log writes them, which others read too: which field it is, never what it says."""
    return {"questionnaire": answer.questionnaire_id, "field": answer.field, "changed": answer.changed}


def _write(mechanism: Mechanism, accepted: list[Answer], day: str, by: Anyone) -> None:
    was = recorded(mechanism)
    changed = [one for one in accepted if one.changed]
    for answer in changed:
        write_value(mechanism, answer.field, answer.value or {})
    mechanism.verified = mechanism.verified | {one.field: day for one in accepted}
    mechanism.changed_at = now()
    mechanism.save()
    is_now = recorded(mechanism)
    different = {name for name in {*was, *is_now} if was.get(name) != is_now.get(name)}
    before, after = ({name: one[name] for name in different & one.keys()} for one in (was, is_now))
    record("change_mechanism", mechanism, by=by, before=before, after=after | {"facts": [one.field for one in changed]})


def _checked(text: str, field: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({field: missing})
    if len(text) > LONGEST_QUESTION:
        raise ValidationError({field: _("Say it in at most %(most)d characters.") % {"most": LONGEST_QUESTION}})
    return text


def _moved(action: str, questionnaire: Questionnaire, by: Anyone, **moments: datetime) -> Questionnaire:
    questionnaire.save()
    record(action, questionnaire, by=by, after={name: moment.isoformat() for name, moment in moments.items()})
    return questionnaire


def _reopened(action: str, questionnaire: Questionnaire, by: Anyone) -> Questionnaire:
    """From waiting to be cleared."""
    before = {"submitted_at": questionnaire.submitted_at.isoformat() if questionnaire.submitted_at else None}
    _reopen(questionnaire)
    record(action, questionnaire, by=by, before=before, after={"submitted_at": None})
    return questionnaire


def _reopen(questionnaire: Questionnaire) -> None:
    questionnaire.submitted_at = questionnaire.submitted_by_id = None
    questionnaire.cleared_at = questionnaire.cleared_by_id = None
    questionnaire.save()
