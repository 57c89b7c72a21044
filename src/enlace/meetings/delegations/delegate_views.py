from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.delegations import delegate_actions, registration_actions
from enlace.meetings.delegations.forms import DelegateForm
from enlace.meetings.delegations.rules import can_change_delegate, can_name_delegate, can_withdraw_delegate
from enlace.meetings.delegations.views import found_delegation
from enlace.meetings.models import Delegate


def found_delegate(request: HttpRequest, delegate_id: int) -> Delegate:
    """Raises Http404 for one that the reader does not see."""
    near = ("person", "delegation__meeting__host", "delegation__state", "delegation__organisation")
    return get_object_or_404(Delegate.objects.visible_to(request.user).select_related(*near), pk=delegate_id)


@login_required
def name_delegate(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    require(can_name_delegate(request.user, found), _("First answer that the delegation takes part."))
    form = DelegateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            delegate_actions.name_delegate(found, by=request.user, **form.answers)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The delegate is named. Name the next one, or submit the delegation."))
            return redirect(found)
    context = {"delegation": found, "meeting": found.meeting, "form": form}
    return page(request, "meetings/name_delegate.html", context)


@login_required
def change_delegate(request: HttpRequest, delegate_id: int) -> HttpResponseBase:
    found = found_delegate(request, delegate_id)
    require(can_change_delegate(request.user, found))
    form = DelegateForm(request.POST if request.method == "POST" else None, delegate=found)
    if form.is_valid():
        try:
            delegate_actions.change_delegate(found, by=request.user, **form.answers)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The change is kept."))
            return redirect(found)
    delegation = found.delegation
    context = {"delegation": delegation, "meeting": delegation.meeting, "delegate": found, "form": form}
    return page(request, "meetings/name_delegate.html", context)


@login_required
def withdraw_delegate(request: HttpRequest, delegate_id: int) -> HttpResponseBase:
    found = found_delegate(request, delegate_id)
    require(can_withdraw_delegate(request.user, found), _("This delegate was withdrawn already."))
    if request.method == "POST":
        delegate_actions.withdraw_delegate(found, by=request.user)
        messages.success(request, _("The delegate is withdrawn, and the personal link does not work any more."))
        return redirect(found)
    context = {"delegate": found, "delegation": found.delegation, "meeting": found.delegation.meeting}
    return page(request, "meetings/withdraw_delegate.html", context)


@login_required
@require_POST
def send_registration(request: HttpRequest, delegate_id: int) -> HttpResponseBase:
    found = found_delegate(request, delegate_id)
    registration_actions.send_registration(found, by=request.user)
    messages.success(request, _("Another link is on its way. The one before does not work any more."))
    return redirect(found)
