from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.mechanisms.lessons import actions
from enlace.mechanisms.lessons.forms import NoteForm, initial_of
from enlace.mechanisms.lessons.parties import writing_states
from enlace.mechanisms.lessons.rules import can_change_practice_note, can_remove_practice_note
from enlace.mechanisms.lessons.selection import selection_of
from enlace.mechanisms.lessons.shown import found_note, shown_note
from enlace.mechanisms.lessons.standing import has_validator
from enlace.mechanisms.models import PracticeNote


def sent(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST} if request.method == "POST" else {}


def said_of(note: PracticeNote) -> str:
    if has_validator(note.state_id):
        return _("The note is saved. The validator of your state reads it next; others read it once it is cleared.")
    return _("The note is saved. Your state has no validator: read it once more, then clear it yourself.")


@require_safe
def practice_notes(request: HttpRequest) -> HttpResponseBase:
    context = {"selection": selection_of(request.GET, request.user), "layout": layout_for(request)}
    return page(request, "mechanisms/practice_notes.html", context)


@require_safe
def practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    context = {"note": found, "shown": shown_note(found, request.user), "layout": layout_for(request)}
    return page(request, "mechanisms/practice_note.html", context)


@login_required
def add_practice_note(request: HttpRequest) -> HttpResponseBase:
    states = writing_states(request.user)
    require(bool(states))
    form = NoteForm(**sent(request), states=states)
    if form.is_valid():
        try:
            added = actions.add_practice_note(form.state(), by=request.user, **form.note())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, said_of(added))
            return redirect(added)
    validated = any(has_validator(state.pk) for state in states)
    return page(request, "mechanisms/practice_note_form.html", {"form": form, "validated": validated})


@login_required
def change_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    require(can_change_practice_note(request.user, found))
    form = NoteForm(**sent(request), states=[found.state], initial=initial_of(found))
    if form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            changed = actions.change_practice_note(found, by=request.user, seen=seen, **form.note())
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = _("Nothing was changed.") if changed.cleared_at else said_of(changed)
            messages.success(request, said)
            return redirect(changed)
    context = {"form": form, "note": found, "shown": shown_note(found, request.user)}
    return page(request, "mechanisms/practice_note_form.html", context | {"validated": has_validator(found.state_id)})


@login_required
def remove_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    require(can_remove_practice_note(request.user, found))
    if request.method == "POST":
        actions.remove_practice_note(found, by=request.user)
        messages.success(request, _("The draft is removed."))
        return redirect("mechanisms:practice_notes")
    return page(request, "mechanisms/practice_note_remove.html", {"note": found})
