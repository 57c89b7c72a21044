"""What of campaigns is searched: title and appeal."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from enlace.core.searchable import Indexed, Searchable, affected_through
from enlace.giving.models import Campaign


def searchable_campaigns() -> Searchable:
    return Searchable(
        kind="campaign",
        label=_("Campaigns"),
        singular=Campaign._meta.verbose_name,
        seen=Campaign.objects.visible_to,
        addresses=addresses_of_campaigns,
        read=read_campaigns,
        affected=affected_through(Campaign, {}),
    )


def addresses_of_campaigns(wanted: Mapping[int, str]) -> dict[int, str]:
    """By their slugs."""
    return {one.pk: one.get_absolute_url() for one in Campaign.objects.filter(pk__in=wanted).only("pk", "slug")}


def read_campaigns(ids: Collection[int]) -> Iterator[Indexed]:
    for one in Campaign.objects.filter(pk__in=ids).order_by("pk"):
        yield Indexed(id=one.pk, titles=one.title, texts=one.appeal, day=one.since.isoformat())
