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
from enlace.mechanisms.editions.asking import askable_now
from enlace.mechanisms.editions.checking import obstacles
from enlace.mechanisms.editions.closing import outcome_of
from enlace.mechanisms.editions.forms import CloseForm, OpenForm
from enlace.mechanisms.editions.public_views import found_edition
from enlace.mechanisms.editions.queries import shown_edition
from enlace.mechanisms.editions.rules import can_close_edition, can_open_edition


@login_required
def open_edition(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    found = found_edition(request, edition_id)
    require(can_open_edition(request.user, found), _("This edition was opened already."))
    form = OpenForm(request.POST if request.method == "POST" else None, askable_now())
    if form.is_valid():
        try:
            actions.open_edition(found, form.cleaned_data["mechanisms"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("The edition is open. The states find their questionnaires in their workspace.")
            )
            return redirect(found)
    return page(
        request, "mechanisms/edition_open.html", {"edition": found, "form": form, "obstacles": obstacles(found)}
    )


@login_required
def close_edition(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    found = found_edition(request, edition_id)
    require(can_close_edition(request.user, found), _("Only an edition that is open can be closed."))
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.close_edition(found, by=request.user)
        messages.success(request, _("The edition is closed, and everybody can read it."))
        return redirect(found)
    context = {"shown": shown_edition(found, request.user), "outcome": outcome_of(found)}
    return page(request, "mechanisms/edition_close.html", context | {"edition": found, "form": form})
