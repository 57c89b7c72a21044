"""Who belongs and observes since when, and where a state stands on the map."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.member_actions import (
    admit_state,
    record_membership,
    record_state,
    withdraw_membership,
)
from enlace.network.member_forms import MEMBERSHIP_FIELDS, AddMembershipForm, MembershipForm, PlaceForm
from enlace.network.member_queries import members, places
from enlace.network.models import Membership, State
from enlace.network.prefilled import filling, prefilled
from enlace.network.rules import can_record_membership, can_record_state, can_withdraw_membership
from enlace.network.way_back import offer_way_back


@login_required
def memberships(request: HttpRequest) -> HttpResponse:
    require(can_record_membership(request.user))
    states, observers = members()
    return page(request, "network/memberships.html", {"states": states, "observers": observers})


@login_required
def add_membership(request: HttpRequest) -> HttpResponse:
    require(can_record_membership(request.user))
    form = AddMembershipForm(request.POST or None, initial=prefilled(request.GET, AddMembershipForm))
    if form.is_valid():
        membership = form.fill(Membership(organisation=form.cleaned_data["organisation"]))
        try:
            if membership.organisation:
                record_membership(membership, by=request.user)
            else:
                admit_state(membership=membership, by=request.user, **form.state_options())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The membership is recorded."))
            return redirect("network:memberships")
    return page(request, "network/add_membership.html", {"form": form, "places": places()})


@login_required
def change_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    membership = _found(request, membership_id)
    require(can_record_membership(request.user))
    before = {field: getattr(membership, field) for field in MEMBERSHIP_FIELDS}
    form = MembershipForm(request.POST or None, initial=before | prefilled(request.GET, MembershipForm))
    if form.is_valid():
        try:
            record_membership(form.fill(membership), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            address = reverse("network:change_membership", args=[membership.pk]) + filling(before)
            offer_way_back(request, _("The membership is changed."), _("Change it back"), address)
            return redirect("network:memberships")
    membership = _found(request, membership_id)
    context = {"form": form, "membership": membership, "may": can_withdraw_membership(request.user, membership)}
    return page(request, "network/change_membership.html", context)


@login_required
def withdraw(request: HttpRequest, membership_id: int) -> HttpResponse:
    membership = _found(request, membership_id)
    require(can_withdraw_membership(request.user, membership))
    if request.method == "POST":
        member = {"code": membership.state.code} if membership.state else {"organisation": membership.organisation_id}
        said = member | {field: getattr(membership, field) for field in MEMBERSHIP_FIELDS}
        withdraw_membership(membership, by=request.user)
        address = reverse("network:add_membership") + filling(said)
        offer_way_back(request, _("The membership is taken back."), _("Record it again"), address)
        return redirect("network:memberships")
    return page(request, "network/withdraw_membership.html", {"membership": membership})


@login_required
def place_state(request: HttpRequest, state_code: str) -> HttpResponse:
    state = get_object_or_404(State.objects.visible_to(request.user), code=state_code.upper())
    require(can_record_state(request.user))
    form = PlaceForm(request.POST or None, initial={"column": state.column, "row": state.row})
    if form.is_valid():
        try:
            record_state(state.code, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("%(state)s has its place on the map.") % {"state": state.name})
            return redirect("network:memberships")
    return page(request, "network/place_state.html", {"state": state, "form": form, "places": places(state)})


def _found(request: HttpRequest, membership_id: int) -> Membership:
    memberships = Membership.objects.visible_to(request.user).select_related("state", "organisation")
    return get_object_or_404(memberships, pk=membership_id)
