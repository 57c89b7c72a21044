"""What delegations forget by themselves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from enlace.accounts.actions import record
from enlace.meetings.models import Need

KEPT_AFTER = timedelta(days=30)
"""Registration says this to whoever writes down a need: in templates too."""


@transaction.atomic
def forget_needs(moment: datetime) -> int:
    """What delegates needed, once a meeting is over for longer; one line of the audit log for all of them."""
    last_day = timezone.localdate(moment) - KEPT_AFTER
    gone = Need.objects.filter(delegate__delegation__meeting__ends_on__lt=last_day)
    count = gone.count()
    if count:
        gone.delete()
        record("forget_needs", Need, by=None, after={"removed": count})
    return count
