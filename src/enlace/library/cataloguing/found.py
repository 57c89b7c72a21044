"""The records that an address names, for who may see them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.library.models import Collection, LanguageVersion, Publication


def publication_at(request: HttpRequest, publication_id: int) -> Publication:
    seen = Publication.objects.visible_to(request.user).select_related("collection")
    return get_object_or_404(seen, pk=publication_id)


def language_version_at(request: HttpRequest, language_version_id: int) -> LanguageVersion:
    seen = LanguageVersion.objects.visible_to(request.user).select_related("publication")
    return get_object_or_404(seen, pk=language_version_id)


def collection_at(request: HttpRequest, collection_slug: str) -> Collection:
    return get_object_or_404(Collection.objects.visible_to(request.user), slug=collection_slug)
