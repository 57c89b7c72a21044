from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.visiting import voice_in
from enlace.consultations.consulting import actions, rules
from enlace.consultations.consulting.checking import is_kept_from_answerers
from enlace.consultations.consulting.copy_actions import copy_consultation as copy_into_new
from enlace.consultations.consulting.forms import AddConsultationForm, CopyConsultationForm, form_for
from enlace.consultations.consulting.queries import consultation_record, consultations_for
from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.models import Consultation
from enlace.consultations.priorities.rules import can_see_candidates
from enlace.consultations.results.rules import can_publish_result, can_see_live_result
from enlace.consultations.statements.rules import can_list_statements, can_propose_statement, can_translate_statements
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


@require_safe
def consultations(request: HttpRequest) -> HttpResponseBase:
    context = {
        "consultations": consultations_for(request.user, lambda one: voice_in(request, one)),
        "may_add": rules.can_add_consultation(request.user),
        "layout": layout_for(request),
    }
    return page(request, "consultations/consultations.html", context)


@require_safe
def consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    """Whoever comes from a mail and is not signed in does that first."""
    user = request.user
    if not user.is_authenticated and not Consultation.objects.visible_to(user).filter(pk=consultation_id).exists():
        return redirect_to_login(request.get_full_path())
    found = found_consultation(request, consultation_id)
    voice = voice_in(request, found)
    context = {
        "consultation": found,
        "record": consultation_record(found, user, lambda _one: voice),
        "may_propose": can_propose_statement(user, found, voice),
        "may_list": can_list_statements(user, found),
        "may_adopt": can_see_candidates(user, found),
        "layout": layout_for(request),
    }
    return page(request, "consultations/consultation.html", context | _moves(user, found))


def _moves(user: Anyone, found: Consultation) -> dict[str, bool]:
    """What the secretariat can do with it now."""
    return {
        "may_change": rules.can_change_consultation(user, found),
        "may_translate": can_translate_statements(user, found),
        "may_open": rules.can_open_consultation(user, found),
        "may_take_back": rules.can_take_back_consultation(user, found),
        "may_close": rules.can_close_consultation(user, found),
        "may_remove": rules.can_remove_consultation(user, found),
        "may_copy": rules.can_copy_consultation(user, found),
        "may_publish": can_publish_result(user, found),
        "may_see_live": can_see_live_result(user, found),
    }


@login_required
def add_consultation(request: HttpRequest) -> HttpResponseBase:
    require(rules.can_add_consultation(request.user))
    form = AddConsultationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_consultation(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("The consultation is a draft. Until you open it, the secretariat alone sees it.")
            )
            _warned(request, added)
            return redirect(added)
    return page(request, "consultations/add_consultation.html", {"form": form})


def _warned(request: HttpRequest, consultation: Consultation) -> None:
    if is_kept_from_answerers(consultation):
        sentence = _("Some of those who may answer do not read the result. To let them, choose more readers for it.")
        messages.warning(request, sentence)


@login_required
def edit_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(rules.can_change_consultation(request.user, found))
    form = form_for(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            changed = actions.change_consultation(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            _warned(request, changed)
            return redirect(found)
    return page(request, "consultations/edit_consultation.html", {"form": form, "consultation": found})


@login_required
def copy_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(rules.can_copy_consultation(request.user, found))
    form = CopyConsultationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = copy_into_new(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The copy is a draft. Until you open it, the secretariat alone sees it."))
            return redirect(added)
    return page(request, "consultations/copy_consultation.html", {"form": form, "consultation": found})


@login_required
def remove_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(rules.can_remove_consultation(request.user, found))
    if request.method == "POST":
        actions.remove_consultation(found, by=request.user)
        messages.success(request, _("The consultation is removed."))
        return redirect("consultations:consultations")
    return page(request, "consultations/remove_consultation.html", {"consultation": found})
