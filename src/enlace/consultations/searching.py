"""What of consultations is searched: priorities. Challenges, statements and answers have readers of their own."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from enlace.consultations.models import Priority
from enlace.core.searchable import Indexed, Searchable, addressed_by_number, affected_through


def searchable_priorities() -> Searchable:
    ways = {
        "consultations.priorityreview": "reviews",
        "consultations.priorityreview:priority": "",
        "themes.theme": "themes",
    }
    return Searchable(
        kind="priority",
        label=_("Priorities"),
        singular=Priority._meta.verbose_name,
        seen=Priority.objects.visible_to,
        addresses=addressed_by_number("consultations:priority"),
        read=read_priorities,
        affected=affected_through(Priority, ways),
    )


def read_priorities(ids: Collection[int]) -> Iterator[Indexed]:
    for one in Priority.objects.filter(pk__in=ids).order_by("pk").prefetch_related("themes"):
        yield Indexed(
            id=one.pk,
            titles=one.title,
            texts=one.text,
            day=one.adopted_on.isoformat(),
            themes=tuple(theme.slug for theme in one.themes.all()),
        )
