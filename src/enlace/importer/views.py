from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from enlace.core.pages import page as answer
from enlace.core.permission import require
from enlace.importer.forms import UploadForm
from enlace.importer.models import PendingImport
from enlace.importer.pending_actions import discard_import, keep_upload, make_drafts
from enlace.importer.preview import page_previews
from enlace.importer.queries import import_result
from enlace.importer.rules import can_import_pages


def _find(request: HttpRequest, pk: int) -> PendingImport:
    require(can_import_pages(request.user))
    return get_object_or_404(PendingImport.objects.visible_to(request.user), pk=pk)


def _context(title: str, **more: Any) -> dict[str, Any]:
    start = {"url": reverse("importer:upload"), "label": gettext("Import pages")}
    crumbs = [start, {"url": "", "label": title}] if more.get("pending") else [{"url": "", "label": title}]
    return {"header_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs, **more}


def upload(request: HttpRequest) -> HttpResponse:
    require(can_import_pages(request.user))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        return redirect("importer:preview", keep_upload(form.uploads, by=request.user).pk)
    waiting = PendingImport.objects.visible_to(request.user).waiting()
    return answer(request, "importer/upload.html", _context(gettext("Import pages"), form=form, waiting=waiting))


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    pending = _find(request, pk)
    if pending.used_at:
        result = import_result(pending)
        return answer(request, "importer/result.html", _context(gettext("Result"), pending=pending, result=result))
    previews = list(page_previews(pending))
    usable = sum(not one.problem for one in previews)
    context = _context(gettext("Preview"), pending=pending, previews=previews, usable=usable)
    return answer(request, "importer/preview.html", context)


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    pending = _find(request, pk)
    make_drafts(pending, by=request.user)
    return redirect("importer:preview", pending.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    discard_import(_find(request, pk), by=request.user)
    messages.success(request, gettext("What you uploaded was removed; nothing was made of it."))
    return redirect("importer:upload")
