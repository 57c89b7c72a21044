"""Institutions, observers and the institute of the secretariat."""

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
from enlace.network.member_actions import record_organisation
from enlace.network.member_forms import ORGANISATION_FIELDS, OrganisationForm
from enlace.network.member_queries import kinds
from enlace.network.models import Organisation
from enlace.network.prefilled import filling, prefilled
from enlace.network.rules import can_record_organisation


@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    require(can_record_organisation(request.user))
    return page(request, "network/organisations.html", {"kinds": kinds()})


@login_required
def add_organisation(request: HttpRequest) -> HttpResponse:
    require(can_record_organisation(request.user))
    form = OrganisationForm(request.POST or None, initial=prefilled(request.GET, OrganisationForm))
    recorded = _recorded(request, form, Organisation())
    if recorded is None:
        return page(request, "network/add_organisation.html", {"form": form})
    if recorded.is_observer:
        messages.success(request, _("The observer is in the list. Say now since when it observes."))
        return redirect(reverse("network:add_membership") + filling({"organisation": recorded}))
    messages.success(request, _("The organisation is in the list."))
    return redirect("network:organisations")


@login_required
def change_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    require(can_record_organisation(request.user))
    title, initial = organisation.shown_name, _initial(organisation)
    form = OrganisationForm(request.POST or None, initial=initial)
    if _recorded(request, form, organisation) is None:
        return page(request, "network/change_organisation.html", {"form": form, "name": title})
    messages.success(request, _("Saved."))
    return redirect("network:organisations")


def _recorded(request: HttpRequest, form: OrganisationForm, organisation: Organisation) -> Organisation | None:
    """The organisation as the form says; None where nothing was sent, or it was refused and the form says why."""
    if not form.is_valid():
        return None
    try:
        return record_organisation(form.fill(organisation), by=request.user)
    except ValidationError as error:
        add_errors(form, error)
        return None


def _initial(organisation: Organisation) -> dict[str, Any]:
    return {field: getattr(organisation, field) for field in ORGANISATION_FIELDS}
