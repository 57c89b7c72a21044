from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The day in the network's time zone (`ENLACE_TIME_ZONE`), not the server's."""
    return timezone.localdate()
