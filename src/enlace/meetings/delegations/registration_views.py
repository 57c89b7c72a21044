from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from enlace.accounts.tries import CONNECTION, is_locked, key_of, take_try
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.delegations import registration_actions as actions
from enlace.meetings.delegations.delegate_views import found_delegate
from enlace.meetings.delegations.forms import RegisterForm
from enlace.meetings.delegations.people import contact_is_theirs_to_set
from enlace.meetings.delegations.registrations import RegistrationClosed, delegate_with, was_a_link
from enlace.meetings.delegations.retention_actions import KEPT_AFTER
from enlace.meetings.delegations.rules import can_register_delegate
from enlace.meetings.models import Delegate, Delegation


@login_required
@sensitive_post_parameters("access", "diet")
def register(request: HttpRequest, delegate_id: int) -> HttpResponseBase:
    """By the delegates themselves where they have an account, and for them by their focal point and the organisers."""
    found = found_delegate(request, delegate_id)
    require(can_register_delegate(request.user, found), _("Registration is not open for this delegate."))
    themself = found.person.user_id == request.user.pk
    sets_language = themself or contact_is_theirs_to_set(found.person)
    form = RegisterForm(request.POST if request.method == "POST" else None, delegate=found, sets_language=sets_language)
    if form.is_valid():
        try:
            actions.register_delegate(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The registration is kept. It can be changed until the meeting ends."))
            sees = Delegation.objects.visible_to(request.user).filter(pk=found.delegation_id).exists()
            return redirect(found) if sees else redirect(request.path)
    context = _context(found, form) | {"layout": "ui/workspace.html", "themself": themself}
    return page(request, "meetings/register.html", context)


@never_cache
@sensitive_post_parameters("access", "diet")
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """By the personal link, without an account. Looking at it uses nothing up."""
    if is_locked(_connection(request)):
        return respond_429(request)
    found = delegate_with(token)
    if found is None:
        return _closed(request, token)
    sets_language = contact_is_theirs_to_set(found.person)
    form = RegisterForm(request.POST if request.method == "POST" else None, delegate=found, sets_language=sets_language)
    if form.is_valid():
        try:
            actions.register_by_link(token, **form.cleaned_data)
        except RegistrationClosed:
            return _closed(request, token)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("You are registered. What you wrote can be changed until the meeting ends."))
            return redirect("meetings:registration", token)
    context = _context(found, form) | {"layout": "ui/base.html", "themself": True}
    return _kept_to_itself(page(request, "meetings/register.html", context))


def _context(delegate: Delegate, form: RegisterForm) -> dict[str, object]:
    delegation = delegate.delegation
    return {
        "delegate": delegate,
        "delegation": delegation,
        "meeting": delegation.meeting,
        "form": form,
        "kept_days": KEPT_AFTER.days,
    }


def _connection(request: HttpRequest) -> str:
    return key_of("registration", get_adapter().get_client_ip(request))


def _closed(request: HttpRequest, token: str) -> HttpResponse:
    """The same words whatever the reason and whoever was named."""
    take_try(_connection(request), CONNECTION)
    return _kept_to_itself(page(request, "meetings/registration_closed.html", status=410 if was_a_link(token) else 404))


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """No other site is told the address; see `network.invitation_views`."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
