"""The account of a person of the directory, closed and opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from enlace.accounts import actions
from enlace.accounts.models import User
from enlace.accounts.rules import can_activate_account, can_deactivate_account
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.models import Person


def _account_of(request: HttpRequest, person_id: int) -> tuple[Person, User]:
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("user"), pk=person_id)
    if person.user is None:
        raise Http404
    return person, person.user


@login_required
def deactivate_account(request: HttpRequest, person_id: int) -> HttpResponse:
    person, account = _account_of(request, person_id)
    require(can_deactivate_account(request.user, account))
    if request.method == "POST":
        actions.deactivate_account(account, by=request.user)
        messages.success(request, _("The account is deactivated and signed out everywhere."))
        return redirect(person)
    return page(request, "network/deactivate_account.html", {"person": person})


@login_required
def activate_account(request: HttpRequest, person_id: int) -> HttpResponse:
    person, account = _account_of(request, person_id)
    require(can_activate_account(request.user, account))
    if request.method == "POST":
        actions.activate_account(account, by=request.user)
        messages.success(request, _("The account is open again."))
        return redirect(person)
    return page(request, "network/activate_account.html", {"person": person})
