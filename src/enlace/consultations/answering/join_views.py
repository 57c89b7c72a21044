"""Where everybody may answer: an e-mail address, and the link that confirms it."""

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from enlace.accounts.tries import CONNECTION, key_of, take_try
from enlace.consultations.answering.confirmations import LASTS, confirmed
from enlace.consultations.answering.forms import JoinForm
from enlace.consultations.answering.join_actions import join_consultation
from enlace.consultations.answering.rules import can_join_consultation
from enlace.consultations.answering.visiting import (
    forget_voice,
    remember_voice,
    voice_in,
    why_not_open,
)
from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.models import AnsweredBy, Consultation
from enlace.core.pages import layout_for, page


@never_cache
def join(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """The same answer whether or not an address has answered before, has an account, or was written too often."""
    consultation = found_consultation(request, consultation_id)
    if consultation.answered_by != AnsweredBy.PUBLIC or voice_in(request, consultation):
        return redirect("consultations:answer", consultation.pk)
    if not can_join_consultation(request.user, consultation):
        return _not_now(request, consultation)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not take_try(key_of("join connection", get_adapter().get_client_ip(request)), CONNECTION):
            return respond_429(request)
        join_consultation(consultation, form.cleaned_data["email"], by=request.user)
        return redirect(f"{request.path}?sent=1")
    if "sent" in request.GET and not form.is_bound:
        return _kept_to_itself(page(request, "consultations/join_sent.html", _context(request, consultation)))
    return _kept_to_itself(page(request, "consultations/join.html", _context(request, consultation) | {"form": form}))


@never_cache
def confirm_address(request: HttpRequest, consultation_id: int, token: str) -> HttpResponse:
    """Looking at the link confirms nothing: mail programs look before their readers do."""
    consultation = found_consultation(request, consultation_id)
    if request.user.is_authenticated:
        return redirect("consultations:answer", consultation.pk)
    voice = confirmed(token, consultation)
    if voice is None:
        context = _context(request, consultation)
        return _kept_to_itself(page(request, "consultations/confirmation_closed.html", context, status=404))
    if not can_join_consultation(request.user, consultation):
        return _not_now(request, consultation)
    if request.method == "POST":
        response = redirect("consultations:answer", consultation.pk)
        remember_voice(response, voice, consultation)
        return response
    return _kept_to_itself(page(request, "consultations/confirm_address.html", _context(request, consultation)))


@require_POST
def leave_consultation(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """On this device: what was answered stays, and the same address can confirm itself again."""
    consultation = found_consultation(request, consultation_id)
    messages.success(request, _("This device has forgotten you. What you answered stays."))
    response = redirect(consultation)
    forget_voice(response, consultation)
    return response


def _not_now(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    if request.user.is_authenticated:
        raise PermissionDenied(_("You have no voice in this consultation, so you cannot answer it."))
    messages.warning(request, why_not_open(consultation))
    return redirect(consultation)


def _context(request: HttpRequest, consultation: Consultation) -> dict[str, object]:
    return {"consultation": consultation, "layout": layout_for(request), "days": LASTS.days}


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """No other site is told the address; see `network.invitation_views`."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
