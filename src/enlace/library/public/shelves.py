"""The collections as one reader finds them."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from enlace.accounts.rules import Anyone
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.models import Collection, Publication
from enlace.library.public.lines import NEWEST_FIRST, PublicationLine, lines_of, shown_publications

NEWEST = 2


@dataclass(frozen=True)
class Shelf:
    collection: Collection
    count: int
    newest: list[PublicationLine] = field(default_factory=list)


@dataclass(frozen=True)
class Shelves:
    """`may_add`: the reader catalogues, and is shown how."""

    shelves: list[Shelf]
    may_add: bool

    @property
    def count(self) -> int:
        return sum(one.count for one in self.shelves)


def shelves_for(reader: Anyone) -> Shelves:
    """Every collection with the newest of it. Six queries, however many there are."""
    shown = shown_publications(reader)
    counts = dict(shown.order_by().values("collection").annotate(count=Count("pk")).values_list("collection", "count"))
    order = [F("issued").desc(), F("published_at").desc(), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=[F("collection")], order_by=order)
    newest = shown.filter(collection__isnull=False).annotate(rank=rank).filter(rank__lte=NEWEST)
    ids = list(newest.values_list("pk", flat=True))
    lines = lines_of(Publication.objects.filter(pk__in=ids).order_by(*NEWEST_FIRST))
    return Shelves(
        [
            Shelf(one, counts.get(one.pk, 0), [line for line in lines if line.publication.collection_id == one.pk])
            for one in Collection.objects.visible_to(reader)
        ],
        can_add_publication(reader),
    )
