"""Mandates: adding, changing, ending and taking one back; each offers the way back."""

from typing import Any

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
from enlace.network.models import Mandate
from enlace.network.people_actions import end_mandate, record_mandate, withdraw_mandate
from enlace.network.prefilled import filling, prefilled
from enlace.network.record_forms import AddMandateForm, EndMandateForm, MandateForm, mandate_initial
from enlace.network.rules import can_end_mandate, can_record_mandate, can_withdraw_mandate
from enlace.network.way_back import offer_way_back


@login_required
def add_mandate(request: HttpRequest) -> HttpResponse:
    require(can_record_mandate(request.user))
    form = AddMandateForm(request.POST or None, initial=prefilled(request.GET, AddMandateForm))
    if form.is_valid():
        mandate = form.fill(Mandate(person=form.cleaned_data["person"]))
        try:
            record_mandate(mandate, by=request.user, **form.options())
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, _("The mandate is recorded."))
            return redirect(mandate.person)
    return page(request, "network/add_mandate.html", {"form": form})


@login_required
def change_mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    mandate = _found(request, mandate_id)
    require(can_record_mandate(request.user))
    before = mandate_initial(mandate)
    form = MandateForm(request.POST or None, initial=before | prefilled(request.GET, MandateForm))
    if form.is_valid():
        try:
            record_mandate(form.fill(mandate), by=request.user, **form.options())
        except ValidationError as error:
            form.add_errors(error)
        else:
            address = reverse("network:change_mandate", args=[mandate.pk]) + filling(_without_texts(before))
            offer_way_back(request, _("The mandate is changed."), _("Change it back"), address)
            return redirect(mandate.person)
    context = {"form": form, "mandate": _found(request, mandate_id), "may": can_withdraw_mandate(request.user, mandate)}
    return page(request, "network/change_mandate.html", context)


@login_required
def end(request: HttpRequest, mandate_id: int) -> HttpResponse:
    mandate = _found(request, mandate_id)
    require(can_end_mandate(request.user, mandate))
    form = EndMandateForm(request.POST or None)
    if form.is_valid():
        address = reverse("network:change_mandate", args=[mandate.pk]) + filling({"until": mandate.until})
        try:
            end_mandate(mandate, by=request.user, until=form.cleaned_data["until"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            offer_way_back(request, _("The end of the mandate is recorded."), _("Take it back"), address)
            return redirect(mandate.person)
    context = {"form": form, "mandate": _found(request, mandate_id), "may": can_withdraw_mandate(request.user, mandate)}
    return page(request, "network/end_mandate.html", context)


@login_required
def withdraw(request: HttpRequest, mandate_id: int) -> HttpResponse:
    mandate = _found(request, mandate_id)
    require(can_withdraw_mandate(request.user, mandate))
    if request.method == "POST":
        said = _without_texts({"person": mandate.person} | mandate_initial(mandate))
        withdraw_mandate(mandate, by=request.user)
        address = reverse("network:add_mandate") + filling(said)
        offer_way_back(request, _("The mandate is taken back."), _("Record it again"), address)
        return redirect(mandate.person)
    return page(request, "network/withdraw_mandate.html", {"mandate": mandate})


def _found(request: HttpRequest, mandate_id: int) -> Mandate:
    mandates = Mandate.objects.visible_to(request.user).select_related("person", "state", "organisation")
    return get_object_or_404(mandates, pk=mandate_id)


def _without_texts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "office"}
