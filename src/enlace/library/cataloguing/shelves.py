"""The collections as the secretariat keeps them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from enlace.library.models import Collection


@dataclass(frozen=True)
class Shelf:
    collection: Collection
    publications: int
    published: int


def shelves() -> list[Shelf]:
    published = Q(publications__published_at__isnull=False, publications__withdrawn_at=None)
    rows = Collection.objects.annotate(all=Count("publications"), out=Count("publications", filter=published))
    return [Shelf(one, one.all, one.out) for one in rows.order_by("order", "pk")]


def collection_choices() -> list[tuple[str, str]]:
    """Slug and name."""
    return [(one.slug, str(one.shown_name)) for one in Collection.objects.all()]
