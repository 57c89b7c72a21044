"""A publication for who asks for its address: found, gone, or never there for them."""

from django.http import Http404

from enlace.accounts.rules import Anyone
from enlace.library.models import Publication


def found_publication(reader: Anyone, publication_id: int) -> Publication | None:
    """None where everybody could read it once, and it was withdrawn. Http404 for what this reader never sees."""
    seen = Publication.objects.visible_to(reader).select_related("collection")
    found = seen.filter(pk=publication_id).first()
    if found is None and not _is_gone(publication_id):
        raise Http404
    return found


def _is_gone(publication_id: int) -> bool:
    known = Publication.objects.filter(pk=publication_id, withdrawn_at__isnull=False)
    return known.exclude(first_public_at=None).exists()
