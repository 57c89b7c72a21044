"""Which commitments stood at the end of a quarter, and on which of them something was reported within twelve months.

The same as `over_time` counts: an act counts from its day on, never before the acts that came before it.
"""

import re
from calendar import monthrange
from datetime import date

from babel.dates import format_date
from django.db.models import Exists, OuterRef, Q

from enlace.accounts.rules import Anyone
from enlace.commitments.dashboard.standings import reports_seen
from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import CommitmentEvent
from enlace.core.clock import today
from enlace.core.languages import current_language


def key_of(day: date) -> str:
    """The quarter of a day as it stands in an address: 2025-4."""
    return f"{day.year}-{(day.month - 1) // 3 + 1}"


def last_day_of(key: str) -> date | None:
    """Today for the quarter that is not over; None for what is no quarter, or has not begun."""
    found = re.fullmatch(r"([12]\d{3})-([1-4])", key)
    if not found:
        return None
    year, month = int(found[1]), 3 * int(found[2])
    if date(year, month - 2, 1) > today():
        return None
    return min(today(), date(year, month, monthrange(year, month)[1]))


def in_words(day: date) -> str:
    return str(format_date(day, "QQQ y", locale=current_language()))


def year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def stood_on(day: date) -> Q:
    """The last act that had happened by then did not close it."""
    before = CommitmentEvent.objects.in_force().filter(commitment=OuterRef("commitment"))
    acts = CommitmentEvent.objects.in_force()
    if day < today():
        acts = acts.filter(~Exists(before.filter(number__lte=OuterRef("number"), happened_on__gt=day)))
    further = acts.filter(commitment=OuterRef("commitment"), number__gt=OuterRef("number"))
    last = acts.filter(~Exists(further), commitment=OuterRef("pk"))
    return Q(Exists(last.exclude(kind=Kind.CLOSED)))


def reported_within_a_year(day: date, reader: Anyone) -> Q:
    reports = reports_seen(reader).filter(commitment=OuterRef("pk"), reported_on__gt=year_before(day))
    return Q(Exists(reports.filter(reported_on__lte=day) if day < today() else reports))
