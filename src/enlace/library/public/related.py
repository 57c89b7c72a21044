"""Publications near another: by the themes that they share, then by the states, then by the collection."""

from django.db.models import Count

from enlace.accounts.rules import Anyone
from enlace.library.models import Publication
from enlace.library.models.publications import PublicationQuerySet
from enlace.library.public.lines import NEWEST_FIRST, PublicationLine, lines_of, shown_publications

MOST = 4


def related_to(publication: Publication, reader: Anyone) -> list[PublicationLine]:
    """Of what the reader sees, the nearest first. Nine queries at the most, however large the library is."""
    shown = shown_publications(reader).exclude(pk=publication.pk)
    nearest: list[int] = []
    for way in ("themes", "states"):
        nearest += _sharing(publication, way, shown.exclude(pk__in=nearest), MOST - len(nearest))
    if len(nearest) < MOST and publication.collection_id:
        beside = shown.filter(collection=publication.collection_id).exclude(pk__in=nearest).order_by(*NEWEST_FIRST)
        nearest += beside.values_list("pk", flat=True)[: MOST - len(nearest)]
    found = Publication.objects.in_bulk(nearest)
    return lines_of(found[pk] for pk in nearest)


def _sharing(publication: Publication, way: str, others: PublicationQuerySet, most: int) -> list[int]:
    """Those that share most of them first; of equal ones the newest."""
    own = [one.pk for one in getattr(publication, way).all()]
    if not own or most <= 0:
        return []
    near = others.filter(**{f"{way}__in": own}).order_by()
    ranked = near.annotate(shared=Count(way)).order_by("-shared", *NEWEST_FIRST)
    return list(ranked.values_list("pk", flat=True)[:most])
