"""The statements of a consultation: added by the secretariat, changed, translated, put in order, removed."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Priority, Statement
from enlace.consultations.statements.locking import locked_consultation, locked_statement, next_number
from enlace.consultations.statements.rules import (
    can_change_statements,
    can_move_statement,
    can_remove_statement,
    can_translate_statements,
)
from enlace.consultations.statements.wording import check_fixed, check_once, check_words, is_fixed, tidy
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts


@transaction.atomic
def add_statement(
    consultation: Consultation,
    *,
    by: Anyone | None,
    text: Mapping[str, str] | None = None,
    challenge: Challenge | None = None,
    priority: Priority | None = None,
) -> Statement:
    """With the next number, put to vote at once. `priority` puts one that was adopted before up for review.

    Raises ValidationError by field.
    """
    consultation = locked_consultation(consultation)
    require(can_change_statements(by, consultation))
    statement = _new(consultation, text, challenge, priority)
    _check(statement, list(consultation.statements.filter(rejected_at=None)))
    statement.number = next_number(consultation)
    statement.save()
    record("add_statement", statement, by=by, after=_facts(statement))
    return statement


@transaction.atomic
def add_statements(consultation: Consultation, *, by: Anyone | None, statements: Sequence[str], language: str) -> int:
    """Of one language, in their order; how many, without those that stand there already. Raises ValidationError."""
    consultation = locked_consultation(consultation)
    require(can_change_statements(by, consultation))
    known = {one.text.get(language, "").casefold() for one in consultation.statements.filter(rejected_at=None)}
    number = next_number(consultation)
    added = [_new(consultation, {language: words}, None, None) for words in statements if words.casefold() not in known]
    wrong = [sentence for one in added for sentence in _wrong_words(one.text)]
    if wrong:
        raise ValidationError({"statements": wrong})
    for place, statement in enumerate(added):
        statement.number = number + place
        statement.save()
        record("add_statement", statement, by=by, after=_facts(statement))
    return len(added)


def _wrong_words(text: Texts) -> list[str]:
    try:
        check_words(text)
    except ValidationError as error:
        return error.messages
    return []


def _new(
    consultation: Consultation,
    text: Mapping[str, str] | None,
    challenge: Challenge | None,
    priority: Priority | None,
) -> Statement:
    if priority:
        text, challenge = text or priority.title, priority.challenge
    statement = Statement(consultation=consultation, text=tidy(text), challenge=challenge, priority=priority)
    statement.accepted_at = now()
    return statement


def _check(statement: Statement, others: Sequence[Statement]) -> None:
    if statement.priority_id and any(one.priority_id == statement.priority_id for one in others):
        raise ValidationError({"priority": _("This priority is up for review in this consultation already.")})
    check_words(statement.text)
    check_once(statement, others)


@transaction.atomic
def change_statement(
    statement: Statement, *, by: Anyone | None, text: Mapping[str, str], challenge: Challenge | None = None
) -> Statement:
    """Where somebody has answered it, only languages that are missing are added. Raises ValidationError by field."""
    statement = locked_statement(statement)
    require(can_change_statements(by, statement))
    new = tidy(text)
    if is_fixed(statement):
        check_fixed(statement, new, challenge)
    before = _facts(statement)
    if (new, challenge) == (statement.text, statement.challenge):
        return statement
    reviews_other = statement.priority is not None and challenge != statement.priority.challenge
    statement.text, statement.challenge = new, challenge
    statement.priority = None if reviews_other else statement.priority
    check_words(statement.text)
    check_once(statement, statement.consultation.statements.filter(rejected_at=None))
    statement.save()
    record("change_statement", statement, by=by, before=before, after=_facts(statement))
    return statement


@transaction.atomic
def translate_statements(
    consultation: Consultation, *, by: Anyone | None, texts: Mapping[int, Mapping[str, str]]
) -> int:
    """`texts`: id of a statement → its words in languages that are missing; how many statements got some.

    What stands there already stays, whatever `texts` says. Raises ValidationError, and then nothing is kept.
    """
    consultation = locked_consultation(consultation)
    require(can_translate_statements(by, consultation))
    others, changed = list(consultation.statements.filter(rejected_at=None)), 0
    for statement in consultation.statements.filter(pk__in=texts):
        new = Texts({**tidy(texts[statement.pk]), **statement.text})
        if new != statement.text:
            statement.text = new
            check_words(new)
            check_once(statement, others)
            statement.save(update_fields=["text"])
            changed += 1
    if changed:
        record("translate_statements", consultation, by=by, after={"statements": changed})
    return changed


@transaction.atomic
def put_up_priorities(consultation: Consultation, *, by: Anyone | None, priorities: Iterable[Priority]) -> int:
    """A statement for each priority that was adopted before, so that the consultation reviews it; how many."""
    consultation = locked_consultation(consultation)
    require(can_change_statements(by, consultation))
    return len([add_statement(consultation, by=by, priority=one) for one in priorities])


@transaction.atomic
def move_statement(statement: Statement, *, by: Anyone | None, earlier: bool) -> None:
    """One place earlier or later among those put to vote; the first and the last stay where they are."""
    statement = locked_statement(statement)
    require(can_move_statement(by, statement))
    ordered = list(statement.consultation.statements.accepted().order_by("number"))
    place = next((place for place, one in enumerate(ordered) if one.pk == statement.pk), None)
    if place is None:
        return
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(ordered):
        return
    here, there = statement.number, ordered[other].number
    for one, number in ((statement, 0), (ordered[other], here), (statement, there)):
        one.number = number
        one.save(update_fields=["number"])
    record("move_statement", statement, by=by, before={"place": place + 1}, after={"place": other + 1})


@transaction.atomic
def remove_statement(statement: Statement, *, by: Anyone | None) -> None:
    """For good. Those after it move up, unless the numbers have been read already: then it leaves a gap."""
    statement = locked_statement(statement)
    require(can_remove_statement(by, statement))
    record("remove_statement", statement, by=by, before=_facts(statement))
    consultation, number = statement.consultation, statement.number
    statement.delete()
    if consultation.opened_at is not None:
        return
    for one in consultation.statements.filter(number__gt=number).order_by("number"):
        one.number -= 1
        one.save(update_fields=["number"])


def _facts(statement: Statement) -> dict[str, object]:
    """As the audit log writes them: of the words only in which languages they are."""
    facts = {
        "consultation": statement.consultation_id,
        "number": statement.number,
        "challenge": statement.challenge_id,
        "priority": statement.priority_id,
        "languages": sorted(statement.text),
    }
    return {name: value for name, value in facts.items() if value is not None}
