"""What becomes of a report: submitted, cleared, sent back, taken back; and what is said beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.commitments.progress import actions
from enlace.commitments.progress.comment_actions import comment_progress as comment
from enlace.commitments.progress.forms import CommentForm, SendBackForm
from enlace.commitments.progress.queries import waiting_progress
from enlace.commitments.progress.readers import found_progress
from enlace.commitments.progress.rules import can_send_back_progress, can_take_back_progress
from enlace.commitments.progress.shown import progress_page
from enlace.commitments.progress.views import said_of
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
@require_safe
def progress_to_clear(request: HttpRequest) -> HttpResponseBase:
    return page(request, "commitments/progress_to_clear.html", {"waiting": waiting_progress(request.user)})


@login_required
@require_POST
def submit_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    try:
        messages.success(request, said_of(actions.submit_progress(found, by=request.user)))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(found)


@login_required
@require_POST
def clear_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    actions.clear_progress(found, by=request.user)
    messages.success(request, _("The report is cleared. Its audience reads it now."))
    return redirect(found)


@login_required
def send_back_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    require(can_send_back_progress(request.user, found))
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.send_back_progress(found, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The report is sent back. Those who speak for your state are told."))
            return redirect("commitments:progress_to_clear")
    context = {"form": form, "progress": found, "commitment": found.commitment}
    return page(request, "commitments/progress_return.html", context)


@login_required
def take_back_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    require(can_take_back_progress(request.user, found))
    if request.method == "POST":
        taken = actions.take_back_progress(found, by=request.user)
        said = _("The report is taken back.") if taken.taken_back_at else _("The report is a draft again.")
        messages.success(request, said)
        recorded_elsewhere = taken.taken_back_at and taken.source
        return redirect(found.commitment if recorded_elsewhere else taken)
    context = {"progress": found, "commitment": found.commitment}
    return page(request, "commitments/progress_withdrawal.html", context)


@login_required
@require_POST
def comment_progress(request: HttpRequest, progress_id: int) -> HttpResponseBase:
    found = found_progress(request, progress_id)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment(found, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Your comment is there. The other side is told by mail."))
            return redirect(found)
    context = {"shown": progress_page(found, request.user, form), "progress": found, "commitment": found.commitment}
    return page(request, "commitments/progress.html", context)
