from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.commitments.making import milestone_actions as actions
from enlace.commitments.making.found import found_milestone
from enlace.commitments.making.milestone_forms import MilestoneForm, ReachedForm, milestone_initial
from enlace.commitments.making.rules import can_add_milestone, can_change_milestone, can_remove_milestone
from enlace.commitments.readers import found_commitment
from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def add_milestone(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_add_milestone(request.user, found))
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_milestone(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The milestone is added."))
            return redirect(found)
    return page(request, "commitments/milestone_form.html", {"form": form, "commitment": found})


@login_required
def edit_milestone(request: HttpRequest, milestone_id: int) -> HttpResponseBase:
    found = found_milestone(request, milestone_id)
    require(can_change_milestone(request.user, found))
    form = MilestoneForm(request.POST if request.method == "POST" else None, initial=milestone_initial(found))
    if form.is_valid():
        try:
            actions.change_milestone(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "milestone": found, "commitment": found.commitment}
    return page(request, "commitments/milestone_form.html", context)


@login_required
def reach_milestone(request: HttpRequest, milestone_id: int) -> HttpResponseBase:
    found = found_milestone(request, milestone_id)
    require(can_change_milestone(request.user, found))
    data = request.POST if request.method == "POST" else None
    form = ReachedForm(data, initial={"reached_on": found.reached_on or today()})
    if form.is_valid():
        try:
            actions.change_milestone(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("It is on record that the milestone was reached."))
            return redirect(found)
    context = {"form": form, "milestone": found, "commitment": found.commitment}
    return page(request, "commitments/milestone_reached.html", context)


@login_required
@require_POST
def reopen_milestone(request: HttpRequest, milestone_id: int) -> HttpResponseBase:
    found = found_milestone(request, milestone_id)
    actions.change_milestone(found, by=request.user, reached_on=None)
    messages.success(request, _("The milestone counts as not reached."))
    return redirect(found)


@login_required
def remove_milestone(request: HttpRequest, milestone_id: int) -> HttpResponseBase:
    found = found_milestone(request, milestone_id)
    require(can_remove_milestone(request.user, found))
    if request.method == "POST":
        actions.remove_milestone(found, by=request.user)
        messages.success(request, _("The milestone is removed."))
        return redirect(found)
    return page(request, "commitments/milestone_removal.html", {"milestone": found, "commitment": found.commitment})
