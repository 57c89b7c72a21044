"""What is wrong with a priority or a review as it was given, in sentences that say what to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.consultations.models import Challenge, Priority
from enlace.core.clock import today
from enlace.meetings.models import Session
from enlace.network.dated import day_in_words


def checked_day(day: date | None, session: Session, field: str) -> date:
    """The day of the session where none is given. Raises ValidationError at `field`."""
    day = day or session.day
    if day > today():
        raise ValidationError({field: _("This day lies ahead. Give the day on which it was done.")})
    first = session.meeting.begins_on
    if day < first:
        sentence = _("The meeting began on %(day)s. Give that day or a later one, or choose another session.")
        raise ValidationError({field: sentence % {"day": day_in_words(first)}})
    return day


def check_after_challenge(challenge: Challenge, day: date) -> None:
    """Raises ValidationError by the field `challenge`: nothing is answered before it is on record."""
    if challenge.proposed_on > day:
        sentence = _(
            "This challenge was proposed on %(day)s, later than it would be answered. Correct one of the days."
        )
        raise ValidationError({"challenge": sentence % {"day": day_in_words(challenge.proposed_on)}})


def check_not_adopted_twice(priority: Priority) -> None:
    """Raises ValidationError by the field `session`."""
    same = Priority.objects.filter(session=priority.session, statement=priority.statement).exclude(pk=priority.pk)
    if priority.statement_id is not None and same.exists():
        sentence = _("This session has adopted “%(statement)s” already. Leave it out, or choose another session.")
        raise ValidationError({"session": sentence % {"statement": priority.statement.shown_text}})  # type: ignore[union-attr]
