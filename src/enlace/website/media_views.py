"""Images and documents. No address of a file skips the question who may see it; originals stay with the editors.

What everybody may see is answered alike for everybody, so that any cache may keep it for a short while; what only
editors may see is never kept.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from enlace.files.serving import answer_file
from enlace.website.models import SiteDocument, SiteImage, SiteRendition
from enlace.website.rules import can_edit_site


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition for who may see its image; an original or an editor's own picture for editors."""
    rendition = SiteRendition.objects.filter(file=name).first()
    if rendition is not None:
        return answer_file(request, rendition.file, public=_is_public(request, SiteImage, rendition.image_id))
    if not can_edit_site(request.user):
        raise Http404
    holder = SiteImage.objects.filter(file=name).first()
    original = holder.file if holder else get_object_or_404(UserProfile, avatar=name).avatar
    return answer_file(request, original, public=False)


@require_safe
def document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    found = get_object_or_404(SiteDocument, pk=int(document_id))
    if found.filename != name:
        raise Http404
    return answer_file(request, found.file, public=_is_public(request, SiteDocument, found.pk), name=name)


def _is_public(request: HttpRequest, model: type[Model], pk: int) -> bool:
    """True: everybody may see it; false: this reader may, but not everybody. Raises Http404 for who may not."""
    assets: Any = model._default_manager
    if assets.visible_to(AnonymousUser()).filter(pk=pk).exists():
        return True
    if not assets.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    return False
