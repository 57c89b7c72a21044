from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.commitments.progress import evidence_actions as actions
from enlace.commitments.progress.forms import EvidenceForm, evidence_initial
from enlace.commitments.progress.queries import shown_evidence
from enlace.commitments.progress.readers import found_evidence, found_progress
from enlace.commitments.progress.rules import can_add_evidence, can_change_evidence, can_remove_evidence
from enlace.commitments.progress.views import sent
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def add_evidence(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    require(can_add_evidence(request.user, found))
    form = EvidenceForm(**sent(request), progress=found)
    if form.is_valid():
        try:
            actions.add_evidence(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The evidence is there."))
            return redirect(found)
    context = {"form": form, "progress": found, "commitment": found.commitment}
    return page(request, "commitments/evidence_form.html", context)


@login_required
def edit_evidence(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    found = found_evidence(request, evidence_id)
    require(can_change_evidence(request.user, found))
    form = EvidenceForm(**sent(request), progress=found.progress, initial=evidence_initial(found))
    if form.is_valid():
        try:
            actions.change_evidence(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The evidence is changed."))
            return redirect(found.progress)
    shown = shown_evidence(found, request.user)
    context = {"form": form, "evidence": shown, "progress": found.progress, "commitment": found.progress.commitment}
    return page(request, "commitments/evidence_form.html", context)


@login_required
def remove_evidence(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    found = found_evidence(request, evidence_id)
    require(can_remove_evidence(request.user, found))
    progress = found.progress
    if request.method == "POST":
        actions.remove_evidence(found, by=request.user)
        messages.success(request, _("The evidence and its file are removed."))
        return redirect(progress)
    shown = shown_evidence(found, request.user)
    context = {"evidence": shown, "progress": progress, "commitment": progress.commitment}
    return page(request, "commitments/evidence_removal.html", context)
