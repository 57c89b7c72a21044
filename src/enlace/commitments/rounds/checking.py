"""What is wrong with a review round as it was given, in sentences that say what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.days import RoundStanding, standing_on
from enlace.consultations.consulting.checking import READERS, check_days
from enlace.core.clock import today
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words


def check_round(review_round: ReviewRound, before: ReviewRound | None = None) -> None:
    """Raises ValidationError by field. `before` is how it stands on record: what stays may lie in the past."""
    check_days(review_round, before)
    if not review_round.title:
        raise ValidationError({"title": _("Write the title in at least one language.")})
    if review_round.audience not in READERS:
        raise ValidationError({"audience": _("Choose who reads the report.")})
    if before is not None and before.opened_at is not None:
        _check_promises(review_round, before)
    review_round.full_clean(validate_unique=False, validate_constraints=False)


def _check_promises(review_round: ReviewRound, before: ReviewRound) -> None:
    """What was said to those who report holds."""
    begun = standing_on(before, today()) is RoundStanding.OPEN
    if begun and review_round.opens_on != before.opens_on:
        raise ValidationError({"opens_on": _("It is open already: its first day stays as it is.")})
    wider = READERS.index(Audience(review_round.audience)) > READERS.index(Audience(before.audience))
    if begun and wider:
        sentence = _("Those who report were told who reads the report. It can be for fewer readers, not for more.")
        raise ValidationError({"audience": sentence})


def obstacles(review_round: ReviewRound) -> list[str]:
    """Why it cannot be opened as it is, in sentences that say what to do."""
    found = []
    other = ReviewRound.objects.open().exclude(pk=review_round.pk).first()
    if other is not None:
        sentence = _("Another review round is open until %(day)s: %(round)s. Close that one first.")
        found.append(sentence % {"day": day_in_words(other.closes_on), "round": other.shown_title})
    if review_round.closes_on < today():
        sentence = _("Its last day, %(day)s, has passed. Choose a later one.")
        found.append(sentence % {"day": day_in_words(review_round.closes_on)})
    return found
