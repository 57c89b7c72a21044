from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from enlace.accounts.models import User
from enlace.accounts.tries import CONNECTION, is_locked, key_of, take_try
from enlace.core.clock import now
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network import invitation_actions as actions
from enlace.network.invitation_forms import AcceptForm
from enlace.network.invitations import InvitationClosed, account_with, open_invitation, why_not_invited
from enlace.network.models import Invitation, Person
from enlace.network.roles import roles_of
from enlace.network.rules import can_invite, can_see_invitations, can_withdraw_invitation

PER_PAGE = 50


@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    require(can_see_invitations(request.user))
    seen = Invitation.objects.visible_to(request.user).select_related("person", "by")
    waiting = seen.open(now())
    past = Paginator(seen.exclude(pk__in=waiting.values("pk")), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "network/invitations.html", {"waiting": waiting, "past": past, "now": now()})


@login_required
def invite(request: HttpRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    if not can_invite(request.user, person):
        raise PermissionDenied(why_not_invited(person) if can_see_invitations(request.user) else "")
    problem = ""
    if request.method == "POST":
        try:
            invited = actions.invite(person, by=request.user)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            sent, given = (
                gettext("The invitation is on its way."),
                gettext("Access is given, and a message says so."),
            )
            messages.success(request, sent if invited.invitation else given)
            return redirect(person)
    earlier = Invitation.objects.open(now()).filter(person=person).first()
    context = {"person": person, "earlier": earlier, "account": account_with(person.email), "problem": problem}
    return page(request, "network/invite.html", context | {"days": settings.ENLACE_INVITATION_DAYS})


@login_required
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.visible_to(request.user), pk=invitation_id)
    if not can_withdraw_invitation(request.user, found):
        raise PermissionDenied(gettext("This invitation is not open any more."))
    if request.method == "POST":
        actions.withdraw_invitation(found, by=request.user)
        messages.success(request, gettext("The invitation is withdrawn. Its link no longer works."))
        return redirect("network:invitations")
    return page(request, "network/withdraw_invitation.html", {"invitation": found})


@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the link uses nothing up: mail programs look before their readers do."""
    if is_locked(_connection(request)):
        return respond_429(request)
    found = open_invitation(token)
    if found is None:
        return _closed(request, token)
    form = AcceptForm(request.POST or None, person=found.person)
    if form.is_valid():
        try:
            user = actions.accept_invitation(token, **form.answers)
        except InvitationClosed:
            return _closed(request, token)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _enter(request, user)
    return _kept_to_itself(page(request, "network/invitation.html", {"form": form, "invitation": found}))


def _connection(request: HttpRequest) -> str:
    return key_of("invitation", get_adapter().get_client_ip(request))


def _closed(request: HttpRequest, token: str) -> HttpResponse:
    """The same words whatever the reason and whoever was invited."""
    take_try(_connection(request), CONNECTION)
    status = 410 if Invitation.objects.with_token(token).exists() else 404
    return _kept_to_itself(page(request, "network/invitation_closed.html", status=status))


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """No other site is told the address. `no-referrer` would also hide from our own that a form comes from us."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Signed in, and first to where a second factor is added, if their part in the network asks for one."""
    user = User.objects.get(pk=user.pk)
    needed = settings.ENLACE_REQUIRE_SECOND_FACTOR and roles_of(user).needs_second_factor
    with override(user.language):
        address = f"{reverse('mfa_index')}?needed=role" if needed else reverse(settings.LOGIN_REDIRECT_URL)
    response = perform_login(request, user, redirect_url=address)
    reauthenticate_by_password(request)
    return response
