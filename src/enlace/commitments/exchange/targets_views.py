"""Targets of other frameworks: one action serves several."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.exchange import target_actions as actions
from enlace.commitments.exchange.rules import (
    can_add_target,
    can_change_target,
    can_link_target,
    can_remove_target,
)
from enlace.commitments.exchange.target_forms import LinkForm, TargetForm
from enlace.commitments.exchange.target_queries import commitments_of, linkable_targets, targets_by_framework
from enlace.commitments.models import Target
from enlace.commitments.readers import found_commitment
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


def found_target(request: HttpRequest, target_id: int) -> Target:
    return get_object_or_404(Target.objects.visible_to(request.user).select_related("state"), pk=target_id)


@require_safe
def targets(request: HttpRequest) -> HttpResponseBase:
    context = {
        "groups": targets_by_framework(request.user),
        "may_add": can_add_target(request.user),
        "layout": layout_for(request),
    }
    return page(request, "commitments/targets.html", context)


@require_safe
def target(request: HttpRequest, target_id: int) -> HttpResponseBase:
    found = found_target(request, target_id)
    context = {
        "target": found,
        "commitments": commitments_of(found, request.user),
        "may_change": can_change_target(request.user, found),
        "may_remove": can_remove_target(request.user, found),
        "layout": layout_for(request),
    }
    return page(request, "commitments/target.html", context)


@login_required
def add_target(request: HttpRequest) -> HttpResponseBase:
    require(can_add_target(request.user))
    form = TargetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_target(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("commitments:target", added.pk)
    return page(request, "commitments/target_form.html", {"form": form})


@login_required
def edit_target(request: HttpRequest, target_id: int) -> HttpResponseBase:
    found = found_target(request, target_id)
    require(can_change_target(request.user, found))
    names = ("framework", "code", "label", "link")
    initial = {name: getattr(found, name) for name in names} | {"state": found.state_id}
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.change_target(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("commitments:target", found.pk)
    return page(request, "commitments/target_form.html", {"form": form, "target": found})


@login_required
def remove_target(request: HttpRequest, target_id: int) -> HttpResponseBase:
    found = found_target(request, target_id)
    require(can_remove_target(request.user, found))
    if request.method == "POST":
        actions.remove_target(found, by=request.user)
        messages.success(request, _("The target was removed."))
        return redirect("commitments:targets")
    return page(request, "commitments/target_removal.html", {"target": found})


@login_required
def link_targets(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    commitment = found_commitment(request, commitment_id)
    require(can_link_target(request.user, commitment))
    linked = {one.pk: one for one in commitment.targets.all()}
    states = [party.state_id for party in commitment.parties.all() if party.state_id]
    offered = {one.pk: one for one in linkable_targets(states)} | linked
    data = request.POST if request.method == "POST" else None
    form = LinkForm(data, offered=offered.values(), initial={"targets": list(linked)})
    if form.is_valid():
        chosen = set(form.cleaned_data["targets"])
        for pk in chosen - set(linked):
            actions.link_target(commitment, offered[pk], by=request.user)
        for pk in set(linked) - chosen:
            actions.unlink_target(commitment, linked[pk], by=request.user)
        messages.success(request, _("Saved."))
        return redirect(commitment)
    return page(request, "commitments/target_links.html", {"form": form, "commitment": commitment})
