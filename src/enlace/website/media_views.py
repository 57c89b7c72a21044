"""Images and documents. No address of a file skips the question who may see it; originals stay with the editors.

What everybody may see is answered alike for everybody, so that any cache may keep it for a short while; what only
editors may see is never kept.
"""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from enlace.website.models import SiteDocument, SiteImage, SiteRendition
from enlace.website.rules import can_edit_site
from enlace.website.uploads import extension

MINUTES_KEPT = 5
CONTENT_TYPES = {
    "avif": "image/avif",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN_IN_PLACE = frozenset({"avif", "gif", "jpeg", "jpg", "pdf", "png", "webp"})
RUNS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWS_ITSELF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition for who may see its image; an original or an editor's own picture for editors."""
    rendition = SiteRendition.objects.filter(file=name).first()
    if rendition is not None:
        return _answer(request, rendition.file, public=_is_public(request, SiteImage, rendition.image_id))
    if not can_edit_site(request.user):
        raise Http404
    holder = SiteImage.objects.filter(file=name).first()
    original = holder.file if holder else get_object_or_404(UserProfile, avatar=name).avatar
    return _answer(request, original, public=False)


@require_safe
def document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    found = get_object_or_404(SiteDocument, pk=int(document_id))
    if found.filename != name:
        raise Http404
    return _answer(request, found.file, public=_is_public(request, SiteDocument, found.pk), name=name)


def _is_public(request: HttpRequest, model: type[Model], pk: int) -> bool:
    """True: everybody may see it; false: this reader may, but not everybody. Raises Http404 for who may not."""
    assets: Any = model._default_manager
    if assets.visible_to(AnonymousUser()).filter(pk=pk).exists():
        return True
    if not assets.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    return False


def _answer(request: HttpRequest, file: Any, *, public: bool, name: str = "") -> HttpResponseBase:
    try:
        path = Path(file.path)
        facts = path.stat()
        content = path.open("rb")
    except (OSError, ValueError):
        raise Http404 from None
    kind = extension(path.name)
    response: Any = FileResponse(
        content,
        as_attachment=kind not in SHOWN_IN_PLACE,
        filename=name or path.name,
        content_type=CONTENT_TYPES.get(kind, "application/octet-stream"),
    )
    headers = {
        "ETag": f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"',
        "Last-Modified": http_date(facts.st_mtime),
        "Cache-Control": f"public, max-age={60 * MINUTES_KEPT}" if public else "private, no-store",
        "Content-Security-Policy": SHOWS_ITSELF if kind == "pdf" else RUNS_NOTHING,
        "X-Content-Type-Options": "nosniff",
    }
    known: Any = get_conditional_response(
        request, etag=headers["ETag"], last_modified=int(facts.st_mtime), response=response
    )
    if known is not response:
        content.close()
    for header, value in headers.items():
        known[header] = value
    return known
