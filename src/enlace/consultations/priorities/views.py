from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.consultations.models import Priority
from enlace.consultations.priorities import adoption_actions as actions
from enlace.consultations.priorities.candidates import adopting_sessions, reviewing_sessions
from enlace.consultations.priorities.export import priorities_table
from enlace.consultations.priorities.forms import AddPriorityForm, ChangePriorityForm, change_initial
from enlace.consultations.priorities.lineage import lineage_of
from enlace.consultations.priorities.queries import adopted_by_meeting, last_reviews
from enlace.consultations.priorities.rules import (
    can_add_priority,
    can_change_priority,
    can_review_priority,
    can_withdraw_priority,
)
from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.core.registry import registered


def found_priority(request: HttpRequest, priority_id: int) -> Priority:
    """Raises Http404 for a priority that the reader does not see."""
    seen = Priority.objects.visible_to(request.user).select_related("challenge__state", "session__meeting")
    return get_object_or_404(seen, pk=priority_id)


@require_safe
def priorities(request: HttpRequest) -> HttpResponseBase:
    context = {
        "meetings": adopted_by_meeting(request.user),
        "may_add": can_add_priority(request.user),
        "layout": layout_for(request),
    }
    return page(request, "consultations/priorities.html", context)


@require_safe
def priorities_export(request: HttpRequest) -> HttpResponseBase:
    data = priorities_table(adopted_by_meeting(request.user), request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="priorities-{today().isoformat()}.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def priority(request: HttpRequest, priority_id: int) -> HttpResponseBase:
    found = found_priority(request, priority_id)
    reviewing = (can_review_priority(request.user, one, found) for one in reviewing_sessions(request.user, found))
    context = {
        "priority": found,
        "lineage": lineage_of(found, request.user),
        "last": last_reviews([found]).get(found.pk),
        "may_change": can_change_priority(request.user, found),
        "may_review": any(reviewing),
        "may_withdraw": can_withdraw_priority(request.user, found),
        "panels": [panel for offer in registered("priority_panel") if (panel := offer(request, found)) is not None],
        "layout": layout_for(request),
    }
    return page(request, "consultations/priority.html", context)


@login_required
def add_priority(request: HttpRequest) -> HttpResponseBase:
    require(can_add_priority(request.user))
    data = request.POST if request.method == "POST" else None
    sessions = adopting_sessions(request.user)
    initial = {name: request.GET[name] for name in ("session", "challenge") if name in request.GET}
    form = AddPriorityForm(data, sessions=sessions, reader=request.user, initial=initial)
    if form.is_valid():
        try:
            added = actions.add_priority(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The priority is on record."))
            return redirect(added)
    return page(request, "consultations/priority_form.html", {"form": form, "sessions": sessions})


@login_required
def edit_priority(request: HttpRequest, priority_id: int) -> HttpResponseBase:
    found = found_priority(request, priority_id)
    require(can_change_priority(request.user, found))
    form = ChangePriorityForm(request.POST if request.method == "POST" else None, initial=change_initial(found))
    if form.is_valid():
        try:
            actions.change_priority(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "consultations/priority_form.html", {"form": form, "priority": found})


@login_required
def withdraw_priority(request: HttpRequest, priority_id: int) -> HttpResponseBase:
    found = found_priority(request, priority_id)
    require(can_withdraw_priority(request.user, found))
    if request.method == "POST":
        actions.withdraw_priority(found, by=request.user)
        messages.success(request, _("The adoption is taken back."))
        return redirect("consultations:priorities")
    return page(request, "consultations/priority_withdrawal.html", {"priority": found})
