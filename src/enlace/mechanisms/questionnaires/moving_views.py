"""What becomes of a questionnaire: submitted, cleared, sent back, asked back, accepted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.models import Questionnaire
from enlace.mechanisms.questionnaires import actions
from enlace.mechanisms.questionnaires.forms import AskBackForm, SendBackForm
from enlace.mechanisms.questionnaires.readers import found_fact, found_questionnaire
from enlace.mechanisms.questionnaires.rules import can_ask_back, can_send_back_questionnaire, can_submit_questionnaire
from enlace.mechanisms.questionnaires.shown import asked_fact, questionnaire_page


@login_required
def submit_questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    """What is not answered is shown once more before."""
    found = found_questionnaire(request, questionnaire_id)
    require(can_submit_questionnaire(request.user, found))
    if request.method == "POST":
        try:
            submitted = actions.submit_questionnaire(found, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _said_of(submitted))
        return redirect(found)
    context = {"questionnaire": found, "mechanism": found.mechanism}
    shown = questionnaire_page(found, request.user)
    return page(request, "mechanisms/questionnaire_submit.html", context | {"shown": shown})


def _said_of(submitted: Questionnaire) -> str:
    if submitted.cleared_at:
        return _("The questionnaire is submitted. The secretariat reads it now, since your state has no validator.")
    return _("The questionnaire is submitted. The validator of your state reads it now.")


@login_required
@require_POST
def take_back_questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    actions.take_back_questionnaire(found, by=request.user)
    messages.success(request, _("You can go on answering. Submit it again when it is ready."))
    return redirect(found)


@login_required
@require_POST
def clear_questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    actions.clear_questionnaire(found, by=request.user)
    messages.success(request, _("The questionnaire is cleared. The secretariat reads it now."))
    return redirect(found)


@login_required
def send_back_questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    require(can_send_back_questionnaire(request.user, found))
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if _done(form, lambda why: actions.send_back_questionnaire(found, by=request.user, why=why)):
        messages.success(request, _("The questionnaire is sent back to the focal point, with your reason."))
        return redirect(found)
    context = {"questionnaire": found, "mechanism": found.mechanism, "form": form}
    return page(request, "mechanisms/questionnaire_return.html", context)


@login_required
@require_POST
def accept_questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    actions.accept_questionnaire(found, by=request.user)
    messages.success(request, _("The questionnaire is accepted. The register says now what the state answered."))
    return redirect(found)


@login_required
def ask_back(request: HttpRequest, questionnaire_id: int, fact: str) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    require(can_ask_back(request.user, found))
    name = found_fact(fact)
    form = AskBackForm(request.POST if request.method == "POST" else None)
    if _done(form, lambda text: actions.ask_back(found, name, text, by=request.user)):
        messages.success(request, _("The question is sent. The state answers it and clears the questionnaire again."))
        return redirect(found)
    context = {"questionnaire": found, "mechanism": found.mechanism, "form": form}
    shown = asked_fact(found, name, reads=found.cleared_at is not None)
    return page(request, "mechanisms/questionnaire_ask.html", context | {"fact": shown})


def _done(form: Form, act: Callable[[str], Any]) -> bool:
    """Whether the one text of a form was taken; what is wrong with it stands at its field."""
    if not form.is_valid():
        return False
    (text,) = form.cleaned_data.values()
    try:
        act(text)
    except ValidationError as error:
        add_errors(form, error)
    return not form.errors
