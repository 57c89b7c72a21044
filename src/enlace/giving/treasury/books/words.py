"""What the rows of totals are called."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enlace.core.texts import Text
from enlace.giving.models import Campaign
from enlace.giving.treasury.books.totals import Sum
from enlace.giving.treasury.months import month_name

type Named = list[tuple[str | Text, Sum]]


def named_by_year(sums: Iterable[Sum]) -> Named:
    return [(str(one.part), one) for one in sums]


def named_by_month(sums: Iterable[Sum]) -> Named:
    return [(month_name(one.part), one) for one in sums]


def named_by_campaign(sums: Iterable[Sum]) -> Named:
    """In the order of the campaigns, gifts without one last; one query."""
    titles = {one.pk: one.shown_title for one in Campaign.objects.all()}
    places = {pk: place for place, pk in enumerate(titles)}
    ordered = sorted(sums, key=lambda one: (places.get(one.part, len(places)), one.currency))
    return [(titles.get(one.part) or _("no campaign"), one) for one in ordered]
