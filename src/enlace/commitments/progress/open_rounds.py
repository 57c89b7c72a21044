"""For which review round a report counts."""

from datetime import date

from enlace.commitments.models import ReviewRound


def open_round(day: date) -> ReviewRound | None:
    """The one that is open since `day` or before: the day on which a report is drafted, or that of a document."""
    return ReviewRound.objects.open().filter(opens_on__lte=day).order_by("closes_on", "pk").first()
