"""The words of a statement: how long, that it stands there once, and when they cannot change any more."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enlace.consultations.models import Challenge, Consultation, Standing, Statement
from enlace.core.languages import language_codes, languages
from enlace.core.texts import Texts

LONGEST = 300


def fixed_statements(consultation: Consultation) -> QuerySet[Statement]:
    """Those that somebody has answered as they stand: nothing that was read is changed.

    Whether somebody has answered an anonymous consultation is nobody's to know, so there all that are put to vote.
    """
    if not consultation.is_anonymous:
        return consultation.statements.filter(votes__isnull=False).distinct()
    put_to_vote = consultation.standing not in (Standing.DRAFT, Standing.SCHEDULED)
    return consultation.statements.accepted() if put_to_vote else consultation.statements.none()


def is_fixed(statement: Statement) -> bool:
    """One that was taken out stays fixed by the votes that it has."""
    fixed = fixed_statements(statement.consultation).filter(pk=statement.pk).exists()
    return fixed or statement.votes.exists()


def tidy(text: Mapping[str, str] | None) -> Texts:
    """In the languages of the network, each on one line."""
    known = language_codes()
    return Texts({code: " ".join(words.split()) for code, words in (text or {}).items() if code in known})


def check_words(text: Texts) -> None:
    """Raises ValidationError at `text`."""
    if not text:
        raise ValidationError({"text": _("Write the statement in at least one language.")})
    for words in text.values():
        if len(words) > LONGEST:
            sentence = _(
                "“%(start)s…” has %(count)d characters. A statement has %(most)d at most: shorten or split it."
            )
            raise ValidationError({"text": sentence % {"start": words[:40], "count": len(words), "most": LONGEST}})


def check_once(statement: Statement, others: Iterable[Statement]) -> None:
    """Raises ValidationError at `text` where another of the same consultation says the same in one language."""
    for other in others:
        if other.pk != statement.pk and _says_the_same(statement.text, other.text):
            sentence = _("This is statement %(number)d already. Change the words, or leave it out.")
            raise ValidationError({"text": sentence % {"number": other.number}})


def _says_the_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(words.casefold() == other.get(code, "").casefold() for code, words in one.items())


def check_fixed(before: Statement, text: Texts, challenge: Challenge | None) -> None:
    """Raises ValidationError where something that was answered would change; a missing translation may be added."""
    changed = [one.name for one in languages() if before.text.get(one.code, text.get(one.code)) != text.get(one.code)]
    if changed:
        sentence = _(
            "It has been answered as it stands: its words in %(languages)s stay. Missing languages can be added."
        )
        raise ValidationError({"text": sentence % {"languages": ", ".join(changed)}})
    if before.challenge_id != (challenge.pk if challenge else None):
        sentence = _("It has been answered as it stands: the challenge that it answers stays too.")
        raise ValidationError({"challenge": sentence})


def missing_in(text: Mapping[str, str]) -> list[str]:
    """By their own names, the languages of the network in which there are no words."""
    return [one.name for one in languages() if one.code not in text]
