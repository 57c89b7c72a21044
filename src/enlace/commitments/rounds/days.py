"""Where a review round stands on a day, and what its days bring. No database."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from enlace.commitments.models import ReviewRound

GRACE = timedelta(days=14)
"""So long after its last day a round still takes reports; then it closes by itself."""


class RoundStanding(StrEnum):
    """`coming`: opened for a day that lies ahead."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


def standing_on(review_round: ReviewRound, day: date) -> RoundStanding:
    if review_round.opened_at is None:
        return RoundStanding.DRAFT
    if review_round.closed_at is not None:
        return RoundStanding.CLOSED
    return RoundStanding.COMING if review_round.opens_on > day else RoundStanding.OPEN


def first_day(review_round: ReviewRound) -> date:
    """The day since which it asks for reports."""
    if review_round.opened_at is None:
        return review_round.opens_on
    return max(review_round.opens_on, timezone.localdate(review_round.opened_at))


def closes_itself_on(review_round: ReviewRound) -> date:
    return review_round.closes_on + GRACE


def end_of(day: date) -> datetime:
    """The moment at which the day is over in the network."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
