from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from enlace.core.embedded_json import as_script
from enlace.core.languages import current_language
from enlace.core.pages import layout_for, page
from enlace.library.citing.citations import citations
from enlace.library.citing.meta_tags import meta_tags
from enlace.library.models import Collection
from enlace.library.public.found import found_publication
from enlace.library.public.search_address import search_field
from enlace.library.public.selection import selection_in
from enlace.library.public.shelves import shelves_for
from enlace.library.public.shown import shown_publication
from enlace.library.public.structured_data import described


@require_safe
def library(request: HttpRequest) -> HttpResponseBase:
    context = {
        "shown": shelves_for(request.user),
        "search": search_field(request),
        "layout": layout_for(request),
    }
    return page(request, "library/library.html", context)


@require_safe
def collection(request: HttpRequest, collection_slug: str) -> HttpResponseBase:
    found = get_object_or_404(Collection.objects.visible_to(request.user), slug=collection_slug)
    context = {
        "collection": found,
        "selection": selection_in(found, request.GET, request.user),
        "search": search_field(request, collection=found.slug),
        "layout": layout_for(request),
    }
    return page(request, "library/collection.html", context)


@require_safe
def publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = found_publication(request.user, publication_id)
    if found is None:
        return withdrawn(request)
    shown = shown_publication(found, request.user)
    language = shown.best.language if shown.best else current_language()
    context = {
        "publication": found,
        "shown": shown,
        "language": language,
        "citations": citations(found, language),
        "meta_tags": meta_tags(request, found),
        "stable": request.build_absolute_uri(reverse("publications:publication", args=[found.pk])),
        "structured": as_script(described(request, shown)) if found.is_public else "",
        "layout": layout_for(request),
    }
    return page(request, "library/publication.html", context)


def withdrawn(request: HttpRequest) -> HttpResponseBase:
    """Everybody could read it once: that it has gone is told, and nothing of what it was."""
    return page(request, "library/withdrawn.html", {"layout": layout_for(request)}, status=410)
