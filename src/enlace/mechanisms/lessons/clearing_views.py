"""What becomes of a practice note: cleared, sent back, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.lessons import actions
from enlace.mechanisms.lessons.forms import SendBackForm
from enlace.mechanisms.lessons.rules import can_send_back_practice_note, can_withdraw_practice_note
from enlace.mechanisms.lessons.shown import found_note
from enlace.mechanisms.lessons.views import sent


@login_required
@require_POST
def clear_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    try:
        actions.clear_practice_note(found, by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The note is cleared. Those for whom it is read it now."))
    return redirect(found)


@login_required
def send_back_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    require(can_send_back_practice_note(request.user, found))
    form = SendBackForm(**sent(request))
    if form.is_valid():
        try:
            actions.send_back_practice_note(found, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The note is sent back. Those who act for your state are told by mail."))
            return redirect(found)
    return page(request, "mechanisms/practice_note_send_back.html", {"form": form, "note": found})


@login_required
def withdraw_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    require(can_withdraw_practice_note(request.user, found))
    if request.method == "POST":
        actions.withdraw_practice_note(found, by=request.user)
        messages.success(request, _("The note is withdrawn. Your state alone reads it now."))
        return redirect(found)
    return page(request, "mechanisms/practice_note_withdraw.html", {"note": found})
