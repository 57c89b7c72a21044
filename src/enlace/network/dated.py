"""Spans of days, as facts are dated: from the first day to the last, both included; no last day while it goes on."""

from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language


def on_day(day: date, prefix: str = "") -> Q:
    """What lasts on `day`; `prefix` is the way to the dated record, e.g. `memberships__`."""
    going_on = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})
    return Q(**{f"{prefix}since__lte": day}) & going_on


class DatedQuerySet[Model: models.Model](models.QuerySet[Model]):
    def on(self, day: date) -> Self:
        return self.filter(on_day(day))

    def ended_before(self, day: date) -> Self:
        return self.filter(until__lt=day)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Those that share at least one day with the span."""
        found = self.filter(Q(until__isnull=True) | Q(until__gte=since))
        return found if until is None else found.filter(since__lte=until)


class Dated(models.Model):
    """From `since` to `until`, the last day, both included."""

    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty while it lasts."))

    class Meta:
        abstract = True

    def lasts_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, since: date, until: date | None) -> bool:
        return (until is None or self.since <= until) and (self.until is None or self.until >= since)


def ends_after_it_begins(name: str) -> Any:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name=name)


def check_span(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise ValidationError(
            {
                "until": gettext("The end, %(until)s, lies before the beginning, %(since)s.")
                % {"until": day_in_words(until), "since": day_in_words(since)}
            }
        )


def span_in_words(since: date, until: date | None) -> str:
    if until is None:
        return gettext("since %(since)s") % {"since": day_in_words(since)}
    return gettext("from %(since)s to %(until)s") % {"since": day_in_words(since), "until": day_in_words(until)}


def day_in_words(day: date) -> str:
    return date_in_words(day, current_language())
