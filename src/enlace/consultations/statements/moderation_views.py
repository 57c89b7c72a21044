from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.consultations.answering.visiting import Visit, in_a_voice
from enlace.consultations.statements import moderation_actions as actions
from enlace.consultations.statements.forms import AcceptForm, ProposeForm, RejectForm
from enlace.consultations.statements.queries import prefilled
from enlace.consultations.statements.rules import can_moderate_statement, can_propose_statement
from enlace.consultations.statements.views import found_statement, statement_initial
from enlace.consultations.statements.wording import is_fixed
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


@in_a_voice
def propose_statement(request: HttpRequest, visit: Visit) -> HttpResponse:
    found, voice = visit.consultation, visit.voice
    require(can_propose_statement(request.user, found, voice))
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.propose_statement(found, by=request.user, voice=voice, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = _("Your statement waits: the secretariat reads and translates it before others see it.")
            messages.success(request, said)
            return redirect(found)
    context = {"form": form, "consultation": found, "most": actions.MOST, "layout": layout_for(request)}
    return page(request, "consultations/propose_statement.html", context)


@login_required
def accept_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    """It opens with what a machine proposes for the languages that are missing."""
    found = found_statement(request, statement_id)
    require(can_moderate_statement(request.user, found) and found.accepted_at is None)
    drafts = prefilled(found.text) if request.method != "POST" else None
    initial = statement_initial(found) | ({"text": drafts.text} if drafts else {})
    fixed = tuple(found.text) if is_fixed(found) else ()
    form = AcceptForm(request.POST if request.method == "POST" else None, initial=initial, fixed=fixed)
    if form.is_valid():
        try:
            actions.accept_statement(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Statement %(number)d is put to vote.") % {"number": found.number})
            return redirect("consultations:statements", found.consultation_id)
    context = {"form": form, "consultation": found.consultation, "statement": found, "drafts": drafts}
    return page(request, "consultations/accept_statement.html", context)


@login_required
def reject_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    found = found_statement(request, statement_id)
    require(can_moderate_statement(request.user, found))
    form = RejectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.reject_statement(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = (
                _("Statement %(number)d is taken out.") if found.accepted_at else _("Statement %(number)d is rejected.")
            )
            messages.success(request, said % {"number": found.number})
            return redirect("consultations:statements", found.consultation_id)
    context = {"form": form, "consultation": found.consultation, "statement": found}
    return page(request, "consultations/reject_statement.html", context)


@login_required
@require_POST
def reconsider_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    found = actions.reconsider_statement(found_statement(request, statement_id), by=request.user)
    put = _("Statement %(number)d is put to vote again.")
    waits = _("Statement %(number)d waits again.")
    messages.success(request, (put if found.accepted_at else waits) % {"number": found.number})
    return redirect("consultations:statements", found.consultation_id)
