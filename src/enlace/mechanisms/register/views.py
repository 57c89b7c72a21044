from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.views import add_file_to
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register import actions, publishing_actions
from enlace.mechanisms.register.forms import MechanismForm
from enlace.mechanisms.register.rules import (
    can_add_mechanism,
    can_change_mechanism,
    can_publish_mechanism,
    can_remove_mechanism,
    can_withdraw_mechanism,
)


def found_mechanism(request: HttpRequest, mechanism_id: int) -> Mechanism:
    """Raises Http404 for a mechanism that the reader does not see."""
    return get_object_or_404(Mechanism.objects.visible_to(request.user).select_related("state"), pk=mechanism_id)


@login_required
def add_mechanism(request: HttpRequest) -> HttpResponseBase:
    require(can_add_mechanism(request.user))
    form = MechanismForm(request.POST if request.method == "POST" else None, country=request.GET.get("country", ""))
    if form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
            added = actions.add_mechanism(by=request.user, **given)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The mechanism is on record as a draft. Publish it when it is right."))
            return redirect(added)
    return page(request, "mechanisms/mechanism_form.html", {"form": form})


@login_required
def change_mechanism(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    found = found_mechanism(request, mechanism_id)
    require(can_change_mechanism(request.user, found))
    form = MechanismForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            actions.change_mechanism(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            form.look_again(found)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "mechanisms/mechanism_form.html", {"form": form, "mechanism": found})


@login_required
def publish_mechanism(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    found = found_mechanism(request, mechanism_id)
    require(can_publish_mechanism(request.user, found))
    if request.method == "POST":
        publishing_actions.publish_mechanism(found, by=request.user)
        messages.success(request, _("The mechanism is published."))
        return redirect(found)
    return page(request, "mechanisms/mechanism_publish.html", {"mechanism": found})


@login_required
def withdraw_mechanism(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    found = found_mechanism(request, mechanism_id)
    require(can_withdraw_mechanism(request.user, found))
    if request.method == "POST":
        publishing_actions.withdraw_mechanism(found, by=request.user)
        messages.success(request, _("The mechanism is withdrawn. It may be published again."))
        return redirect(found)
    return page(request, "mechanisms/mechanism_withdraw.html", {"mechanism": found})


@login_required
def remove_mechanism(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    found = found_mechanism(request, mechanism_id)
    require(can_remove_mechanism(request.user, found))
    if request.method == "POST":
        actions.remove_mechanism(found, by=request.user)
        messages.success(request, _("The mechanism is removed."))
        return redirect("mechanisms:mechanisms")
    return page(request, "mechanisms/mechanism_remove.html", {"mechanism": found})


@login_required
def add_mechanism_file(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    return add_file_to(request, found_mechanism(request, mechanism_id))


def add_file_address(mechanism: Mechanism) -> str:
    return reverse("mechanisms:add_mechanism_file", args=[mechanism.pk])
