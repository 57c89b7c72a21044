"""Rates of exchange: what one unit of a currency was worth in another on a day, and who says so."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.giving.models import Rate
from enlace.giving.treasury.rules import can_keep_rates


@transaction.atomic
def record_rate(
    rate: Rate | None,
    *,
    by: Anyone | None,
    source_currency: str,
    target_currency: str,
    day: date,
    value: Decimal,
    source: str,
) -> Rate:
    """A new one where `rate` is None. Raises ValidationError where that day has one, or for a currency into itself."""
    require(can_keep_rates(by))
    if source_currency == target_currency:
        raise ValidationError({"target_currency": _("A currency has no rate into itself. Choose another.")})
    same = Rate.objects.filter(source_currency=source_currency, target_currency=target_currency, day=day)
    if (same.exclude(pk=rate.pk) if rate else same).exists():
        raise ValidationError({"day": _("There is a rate of these currencies for this day. Change that one.")})
    before = _facts(rate) if rate else {}
    rate = rate or Rate()
    rate.source_currency, rate.target_currency, rate.day = source_currency, target_currency, day
    rate.rate, rate.source = value, source
    rate.save()
    record("record_rate", rate, by=by, before=before, after=_facts(rate))
    return rate


@transaction.atomic
def remove_rate(rate: Rate, *, by: Anyone | None) -> None:
    require(can_keep_rates(by))
    record("remove_rate", rate, by=by, before=_facts(rate))
    rate.delete()


def _facts(rate: Rate) -> dict[str, str]:
    names = ("source_currency", "target_currency", "day", "rate", "source")
    return {name: str(getattr(rate, name)) for name in names}
