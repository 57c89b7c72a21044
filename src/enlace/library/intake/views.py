"""Files are brought, read in the background, and what became of each is told."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.uploads import LARGEST_FILE
from enlace.library.intake import actions
from enlace.library.intake.forms import IntakeForm
from enlace.library.intake.queries import STATUSES, came_lines, counts_by_status, files_with, progress_of
from enlace.library.intake.receiving_actions import receive_file
from enlace.library.intake.rules import can_ingest_file
from enlace.library.models import Collection, IngestedFile

SHOWN = 50


@login_required
def intake(request: HttpRequest) -> HttpResponseBase:
    require(can_ingest_file(request.user))
    slug = request.GET.get("collection", "").replace("\0", "")
    shelf = Collection.objects.visible_to(request.user).filter(slug=slug).first()
    sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if sent else IntakeForm(initial={"collection": shelf})
    if form.is_valid():
        came = [
            receive_file(upload, by=request.user, collection=form.cleaned_data["collection"])
            for upload in form.cleaned_data["documents"]
        ]
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"files": [{"name": one.name, "status": one.status} for one in came]})
        _tell(request, came)
        return redirect("library:intake")
    return page(request, "library/intake.html", _shown(request, form), partial="progress")


def _tell(request: HttpRequest, came: list[IngestedFile]) -> None:
    refused = sum(one.status == "refused" for one in came)
    taken = len(came) - refused
    if taken:
        words = ngettext("%(count)d file came in.", "%(count)d files came in.", taken)
        messages.success(request, words % {"count": taken})
    if refused:
        words = ngettext(
            "%(count)d file was refused; the reason stands below.",
            "%(count)d files were refused; the reasons stand below.",
            refused,
        )
        messages.warning(request, words % {"count": refused})


def _shown(request: HttpRequest, form: IntakeForm) -> dict[str, Any]:
    status = request.GET.get("status", "")
    status = status if status in STATUSES else ""
    leaf = Paginator(files_with(status, request.user), SHOWN).get_page(request.GET.get("page"))
    return {
        "form": form,
        "leaf": leaf,
        "status": status,
        "counts": counts_by_status(request.user),
        "progress": progress_of(request.user),
        "lines": came_lines(leaf, request.user),
        "largest": LARGEST_FILE,
    }


@require_POST
@login_required
def remove_ingested_file(request: HttpRequest, ingested_file_id: int) -> HttpResponseBase:
    found = get_object_or_404(IngestedFile.objects.visible_to(request.user), pk=ingested_file_id)
    actions.remove_ingested_file(found, by=request.user)
    messages.success(request, _("It is off the list."))
    return redirect("library:intake")
