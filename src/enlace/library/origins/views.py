from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.commitments.models import Evidence
from enlace.library.models import Publication
from enlace.library.origins import actions
from enlace.meetings.models import Contribution, Paper


@login_required
@require_POST
def make_from_contribution(request: HttpRequest, contribution_id: int) -> HttpResponseBase:
    found = get_object_or_404(Contribution.objects.visible_to(request.user), pk=contribution_id)
    return _make(request, found, actions.make_from_contribution)


@login_required
@require_POST
def make_from_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = get_object_or_404(Paper.objects.visible_to(request.user), pk=paper_id)
    return _make(request, found, actions.make_from_paper)


@login_required
@require_POST
def make_from_evidence(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    found = get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence_id)
    return _make(request, found, actions.make_from_evidence)


def _make(request: HttpRequest, origin: Any, action: Callable[..., Publication]) -> HttpResponseBase:
    try:
        made = action(origin, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(origin)
    said = _("The draft is made. See that each language has the right file, complete what is missing and publish it.")
    messages.success(request, said)
    return redirect("library:publication_record", made.pk)
