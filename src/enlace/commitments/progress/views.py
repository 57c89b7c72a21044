from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.models import Progress
from enlace.commitments.progress import actions
from enlace.commitments.progress.forms import ProgressForm, ReportForm, progress_initial
from enlace.commitments.progress.readers import found_progress, named_parties
from enlace.commitments.progress.reporting_actions import change_and_submit, report_progress
from enlace.commitments.progress.rules import can_change_progress, can_draft_progress, can_remove_progress
from enlace.commitments.progress.shown import awaited_validator, last_report, progress_page
from enlace.commitments.readers import found_commitment
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


def sent(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def asks_to_submit(request: HttpRequest) -> bool:
    return request.POST.get("then") == "submit"


def said_of(progress: Progress) -> str:
    if progress.cleared_at:
        return _("The report is submitted. It can be read now.")
    if progress.submitted_at:
        return _("The report is submitted. It is read outside once the validator has cleared it.")
    return _("The draft is saved. Submit it when it is ready.")


@require_safe
def progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    context = {"shown": progress_page(found, request.user), "layout": layout_for(request)}
    return page(request, "commitments/progress.html", context | {"progress": found, "commitment": found.commitment})


@login_required
def add_progress(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    commitment = found_commitment(request, commitment_id)
    require(can_draft_progress(request.user, commitment))
    bodies = named_parties(request.user, commitment)
    form = ReportForm(**sent(request), commitment=commitment, bodies=bodies)
    if form.is_valid():
        try:
            submit = asks_to_submit(request)
            added = report_progress(commitment, by=request.user, submit=submit, **form.report())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, said_of(added))
            return redirect(added)
    context = {"form": form, "commitment": commitment, "last": last_report(commitment, bodies)}
    return page(request, "commitments/progress_form.html", context | {"validated": awaited_validator(bodies)})


@login_required
def edit_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    require(can_change_progress(request.user, found))
    form = ProgressForm(**sent(request), commitment=found.commitment, initial=progress_initial(found))
    if form.is_valid():
        try:
            submit = asks_to_submit(request)
            changed = change_and_submit(found, by=request.user, submit=submit, **form.fields_of_report())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, said_of(changed))
            return redirect(changed)
    validated = awaited_validator([(found.body, "")] if found.body else [])
    context = {"form": form, "commitment": found.commitment, "progress": found, "validated": validated}
    return page(request, "commitments/progress_form.html", context)


@login_required
def remove_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    require(can_remove_progress(request.user, found))
    if request.method == "POST":
        actions.remove_progress(found, by=request.user)
        messages.success(request, _("The draft and its evidence are removed."))
        return redirect(found.commitment)
    context = {"progress": found, "commitment": found.commitment}
    return page(request, "commitments/progress_removal.html", context)
