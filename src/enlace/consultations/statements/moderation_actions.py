"""What participants propose: it waits until the secretariat accepts or rejects it, and both can be taken back.

Of a proposal in an anonymous consultation the audit log holds nothing, and no row says whose it is.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.answering.voices import Voice, voice_of
from enlace.consultations.answering.voters import voter_for
from enlace.consultations.models import Challenge, Consultation, Statement
from enlace.consultations.statements.locking import locked_statement, next_number
from enlace.consultations.statements.rules import (
    can_moderate_statement,
    can_propose_statement,
    can_reconsider_statement,
)
from enlace.consultations.statements.wording import check_fixed, check_once, check_words, is_fixed, missing_in, tidy
from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.core.permission import require

MOST = 10
"""So many statements one voice proposes in one consultation."""


@transaction.atomic
def propose_statement(
    consultation: Consultation, *, by: Anyone, voice: Voice | None = None, text: str, language: str
) -> Statement:
    """In one language; it waits for the secretariat. `voice` is that of a confirmed e-mail address.

    Raises ValidationError by field.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_propose_statement(by, consultation, voice))
    own = voice_of(by, consultation) if by.is_authenticated else voice
    if own is None:
        raise ValueError("Whoever may propose has a voice.")
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    voter = voter_for(consultation, own)
    if voter.proposals >= MOST:
        sentence = _("You have proposed %(most)d statements in this consultation. More are not taken from one voice.")
        raise ValidationError(sentence % {"most": MOST})
    statement = Statement(consultation=consultation, text=tidy({language: text}), by_participant=True)
    check_words(statement.text)
    check_once(statement, consultation.statements.filter(rejected_at=None))
    statement.number = next_number(consultation)
    statement.voter = None if consultation.is_anonymous else voter
    statement.save()
    voter.proposals += 1
    voter.save(update_fields=["proposals"])
    if not consultation.is_anonymous:
        facts = {"consultation": consultation.pk, "number": statement.number, "languages": [language]}
        record("propose_statement", statement, by=by, after=facts)
    return statement


@transaction.atomic
def accept_statement(
    statement: Statement,
    *,
    by: Anyone | None,
    text: Mapping[str, str],
    challenge: Challenge | None = None,
    partial: bool = False,
) -> Statement:
    """Put it to vote, in the words given. Unless `partial`, they must be there in every language of the network."""
    statement = locked_statement(statement)
    require(can_moderate_statement(by, statement) and statement.accepted_at is None)
    words = tidy(text)
    if is_fixed(statement):
        check_fixed(statement, words, challenge)
    statement.text, statement.challenge = words, challenge
    check_words(words)
    check_once(statement, statement.consultation.statements.filter(rejected_at=None))
    if (missing := missing_in(words)) and not partial:
        sentence = _("%(languages)s: no words yet. Write them, or tick that it is shown without them for now.")
        raise ValidationError({"text": sentence % {"languages": ", ".join(missing)}})
    statement.accepted_at = now()
    statement.save()
    facts = {"consultation": statement.consultation_id, "number": statement.number, "languages": sorted(words)}
    record("accept_statement", statement, by=by, after=facts)
    return statement


@transaction.atomic
def reject_statement(statement: Statement, *, by: Anyone | None, reason: str) -> Statement:
    """Nobody answers it any more; votes that it has stay, and count for nothing."""
    statement = locked_statement(statement)
    require(can_moderate_statement(by, statement))
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Say why in a few words.")})
    was_put_to_vote = statement.accepted_at is not None
    statement.accepted_at, statement.rejected_at, statement.reason = None, now(), reason
    statement.full_clean(exclude=["voter"], validate_unique=False)
    statement.save()
    facts = {"consultation": statement.consultation_id, "number": statement.number}
    record("reject_statement", statement, by=by, before={"accepted": was_put_to_vote}, after=facts)
    return statement


@transaction.atomic
def reconsider_statement(statement: Statement, *, by: Anyone | None) -> Statement:
    """A proposal waits again; what the secretariat wrote or somebody has answered is put to vote again.

    What was accepted and answered does not come here: it is taken out with `reject_statement`.
    """
    statement = locked_statement(statement)
    require(can_reconsider_statement(by, statement))
    returns = statement.rejected_at is not None and (not statement.by_participant or statement.votes.exists())
    statement.accepted_at, statement.rejected_at, statement.reason = now() if returns else None, None, ""
    statement.save()
    facts = {"consultation": statement.consultation_id, "number": statement.number, "accepted": returns}
    record("reconsider_statement", statement, by=by, after=facts)
    return statement
