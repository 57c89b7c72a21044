"""What is wrong with a consultation as it was given, in sentences that say what to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.consultations.models import AnsweredBy, Consultation, VoiceOf
from enlace.core.clock import today
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words

READERS = (Audience.SECRETARIAT, Audience.MEMBERS, Audience.NETWORK, Audience.PUBLIC)
"""Who may read a result, the fewest first."""
ANSWERERS = {
    AnsweredBy.MEMBERS: Audience.MEMBERS,
    AnsweredBy.NETWORK: Audience.NETWORK,
    AnsweredBy.PUBLIC: Audience.PUBLIC,
}


def check_consultation(consultation: Consultation, before: Consultation | None = None) -> None:
    """Raises ValidationError by field. `before` is how it stands on record: what stays may lie in the past."""
    check_days(consultation, before)
    wrong: dict[str, str] = {}
    if not consultation.question:
        wrong["question"] = _("Write the question in at least one language.")
    if consultation.answered_by == AnsweredBy.PUBLIC and consultation.voice_of == VoiceOf.STATE:
        wrong["voice_of"] = _("Where everybody may answer, each person has a voice. Choose one person, one voice.")
    if consultation.audience not in READERS:
        wrong["audience"] = _("Choose who reads the result.")
    if wrong:
        raise ValidationError(wrong)
    if before is not None and before.opened_at is not None:
        _check_promises(consultation, before)
    consultation.full_clean(validate_unique=False, validate_constraints=False)


def check_days(asked: Any, before: Any) -> None:
    """Of what is open from `opens_on` to `closes_on`; `before` is how it stood, None for a new one. Errors by field."""
    first, last, day = asked.opens_on, asked.closes_on, today()
    for name, value in (("opens_on", first), ("closes_on", last)):
        if not value:
            raise ValidationError({name: _("Give the first day and the last day.")})
        moved = before is None or getattr(before, name) != value
        if moved and value < day:
            sentence = _("%(day)s has passed. Choose today or a later day.")
            raise ValidationError({name: sentence % {"day": day_in_words(value)}})
    if last < first:
        sentence = _("The last day, %(last)s, lies before the first, %(first)s. Change one of them.")
        raise ValidationError({"closes_on": sentence % {"last": day_in_words(last), "first": day_in_words(first)}})


def _check_promises(consultation: Consultation, before: Consultation) -> None:
    """What was said to those who answer holds."""
    moved_first, moved_last = consultation.opens_on != before.opens_on, consultation.closes_on != before.closes_on
    if before.is_over and (moved_first or moved_last):
        sentence = _("This consultation is over, and nothing opens it again. Copy it into a new one.")
        raise ValidationError({"closes_on": sentence})
    if before.is_open and moved_first:
        raise ValidationError({"opens_on": _("It is open already: its first day stays as it is.")})
    wider = READERS.index(Audience(consultation.audience)) > READERS.index(Audience(before.audience))
    if wider and before.voters.exists():
        sentence = _("Those who answered were told who reads the result. It can be for fewer readers, not for more.")
        raise ValidationError({"audience": sentence})


def is_kept_from_answerers(consultation: Consultation) -> bool:
    """Whether some of those who may answer do not read the result."""
    least = ANSWERERS[AnsweredBy(consultation.answered_by)]
    return READERS.index(Audience(consultation.audience)) < READERS.index(least)
