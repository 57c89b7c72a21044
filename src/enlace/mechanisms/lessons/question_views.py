"""What states ask each other about practice notes."""

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
from enlace.mechanisms.lessons import question_actions as actions
from enlace.mechanisms.lessons.forms import AskForm, ReplyForm
from enlace.mechanisms.lessons.parties import ASKED_FOCAL_POINT, asking_states
from enlace.mechanisms.lessons.rules import can_ask_about_practice_note, can_reply_to_note_question
from enlace.mechanisms.lessons.shown import found_note, found_question
from enlace.mechanisms.lessons.views import sent


@login_required
def ask_about_practice_note(request: HttpRequest, practice_note_id: int) -> HttpResponseBase:
    found = found_note(request, practice_note_id)
    require(can_ask_about_practice_note(request.user, found))
    form = AskForm(**sent(request), states=asking_states(request.user, found))
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.ask_about_practice_note(found, by=request.user, state=form.state(), text=text)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Your question is sent. You are told by mail when there is a reply."))
            return redirect(found)
    return page(request, "mechanisms/note_question_ask.html", {"form": form, "note": found})


@login_required
def reply_to_note_question(request: HttpRequest, note_question_id: int) -> HttpResponseBase:
    found = found_question(request, note_question_id)
    form = ReplyForm(**sent(request))
    if form.is_bound and found.replied_at and ASKED_FOCAL_POINT.holds(request.user, found):
        form.add_error(None, _("Somebody of your state has replied meanwhile. Yours was not sent, and stands here."))
    else:
        require(can_reply_to_note_question(request.user, found), _("There is a reply to this question already."))
    if form.is_valid():
        try:
            actions.reply_to_note_question(found, by=request.user, reply=form.cleaned_data["reply"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Your reply is sent. The state that asked is told by mail."))
            return redirect(found.note)
    return page(request, "mechanisms/note_question_reply.html", {"form": form, "question": found, "note": found.note})
