"""How long the law wants the receipts of a donor kept with their name."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils.timezone import localtime

from enlace.giving.models import Donor, Payment


def kept_until(donor: Donor) -> date | None:
    """None where nothing was ever received."""
    last = Payment.objects.filter(gift__donor=donor).aggregate(last=Max("paid_at"))["last"]
    return localtime(last + timedelta(days=settings.ENLACE_KEEP_GIFTS_DAYS)).date() if last else None
