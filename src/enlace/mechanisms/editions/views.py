from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.editions import actions
from enlace.mechanisms.editions.forms import ChangeEditionForm, EditionForm
from enlace.mechanisms.editions.public_views import found_edition
from enlace.mechanisms.editions.rules import can_add_edition, can_change_edition, can_remove_edition


@login_required
def add_edition(request: HttpRequest) -> HttpResponseBase:
    require(can_add_edition(request.user))
    form = EditionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_edition(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("The edition is in preparation. Until you open it, the secretariat alone sees it.")
            )
            return redirect(added)
    return page(request, "mechanisms/edition_form.html", {"form": form})


@login_required
def change_edition(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    found = found_edition(request, edition_id)
    require(can_change_edition(request.user, found), _("This edition is closed: it does not change any more."))
    form = ChangeEditionForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            actions.change_edition(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "mechanisms/edition_form.html", {"form": form, "edition": found})


@login_required
def remove_edition(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    found = found_edition(request, edition_id)
    require(can_remove_edition(request.user, found), _("This edition was opened: it cannot be removed any more."))
    if request.method == "POST":
        actions.remove_edition(found, by=request.user)
        messages.success(request, _("The edition is removed."))
        return redirect("mechanisms:editions")
    return page(request, "mechanisms/edition_remove.html", {"edition": found})
