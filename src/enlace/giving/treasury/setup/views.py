from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.permission import require
from enlace.giving.models import Offer, Policy, Recipient, TaxText
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_set_up_currencies, can_set_up_gifts
from enlace.giving.treasury.setup import actions
from enlace.giving.treasury.setup.forms import OfferForm, PolicyForm, RecipientForm, TaxTextForm

TITLES: dict[str, str | Promise] = {
    "recipient": gettext_lazy("Recipient of gifts"),
    "policy": gettext_lazy("Policy of gifts"),
    "offer": gettext_lazy("Currency of gifts"),
    "tax_text": gettext_lazy("Legal text of receipts"),
}


@require_safe
@login_required
def setup(request: HttpRequest) -> HttpResponseBase:
    require(can_set_up_currencies(request.user))
    context = {
        "may_all": can_set_up_gifts(request.user),
        "recipient": Recipient.objects.first(),
        "policy": Policy.objects.first(),
        "offers": Offer.objects.all(),
        "tax_texts": TaxText.objects.all(),
    }
    return treasury_page(request, "setup.html", context)


@login_required
def recipient(request: HttpRequest) -> HttpResponseBase:
    found = Recipient.objects.visible_to(request.user).first()
    return _answer(request, "recipient", lambda data: RecipientForm(data, found), actions.change_recipient)


@login_required
def policy(request: HttpRequest) -> HttpResponseBase:
    found = Policy.objects.visible_to(request.user).first()
    return _answer(request, "policy", lambda data: PolicyForm(data, found), actions.change_policy)


@login_required
def add_offer(request: HttpRequest) -> HttpResponseBase:
    def act(**given: Any) -> Offer:
        return actions.record_offer(None, **given)

    return _answer(request, "offer", OfferForm, act, rule=can_set_up_currencies)


@login_required
def change_offer(request: HttpRequest, offer_id: int) -> HttpResponseBase:
    found = get_object_or_404(Offer.objects.visible_to(request.user), pk=offer_id)

    def act(**given: Any) -> Offer:
        return actions.record_offer(found, **given)

    return _answer(request, "offer", lambda data: OfferForm(data, found), act, rule=can_set_up_currencies)


@login_required
def add_tax_text(request: HttpRequest) -> HttpResponseBase:
    def act(**given: Any) -> TaxText:
        return actions.record_tax_text(None, **given)

    return _answer(request, "tax_text", TaxTextForm, act)


@login_required
def change_tax_text(request: HttpRequest, tax_text_id: int) -> HttpResponseBase:
    found = get_object_or_404(TaxText.objects.visible_to(request.user), pk=tax_text_id)

    def act(**given: Any) -> TaxText:
        return actions.record_tax_text(found, **given)

    return _answer(request, "tax_text", lambda data: TaxTextForm(data, found), act, {"tax_text": found})


@login_required
def remove_tax_text(request: HttpRequest, tax_text_id: int) -> HttpResponseBase:
    found = get_object_or_404(TaxText.objects.visible_to(request.user), pk=tax_text_id)
    require(can_set_up_gifts(request.user))
    if request.method == "POST":
        actions.remove_tax_text(found, by=request.user)
        messages.success(request, _("The legal text is removed. Receipts that exist keep it."))
        return redirect("giving:setup")
    return treasury_page(request, "remove_tax_text.html", {"tax_text": found})


def _answer(
    request: HttpRequest,
    kind: str,
    form_for: Callable[[Any], forms.BaseForm],
    act: Callable[..., object],
    context: dict[str, object] | None = None,
    *,
    rule: Callable[[Any], bool] = can_set_up_gifts,
) -> HttpResponseBase:
    require(rule(request.user))
    form: Any = form_for(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("giving:setup")
    shown = {"form": form, "title": TITLES[kind], "kind": kind}
    return treasury_page(request, "setup_form.html", shown | (context or {}))
