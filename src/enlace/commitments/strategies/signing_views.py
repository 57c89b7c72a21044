from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.commitments.models import Strategy, StrategyParty
from enlace.commitments.strategies import rules, signing_actions
from enlace.commitments.strategies.drafts import drafted_sections, missing_for_signature
from enlace.commitments.strategies.forms import HandForm, SignForm
from enlace.commitments.strategies.readers import found_draft, own_parties
from enlace.commitments.strategies.signed_content import fingerprint, read
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def open_for_signature(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_open_for_signature(request.user, found))
    sections = drafted_sections(found)
    missing = missing_for_signature(found, sections)
    if request.method == "POST":
        try:
            signing_actions.open_for_signature(found, by=request.user)
        except ValidationError as error:
            missing = error.messages
        else:
            messages.success(request, _("It is open for signature. Those who speak for the parties are told by mail."))
            return redirect(found)
    context = {"strategy": found, "missing": missing, "comments": sum(one.comments for one in sections)}
    return page(request, "commitments/strategy_opening.html", context)


@login_required
def sign_strategy(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    signing = [
        one for one in own_parties(request.user, found) if rules.can_sign_strategy(request.user, found, one.body)
    ]
    require(bool(signing))
    seen = fingerprint(found.content)
    form = SignForm(request.POST if request.method == "POST" else None, hands=_hands(signing), initial={"seen": seen})
    if form.is_valid():
        try:
            _sign(request, found, form)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        return redirect(found)
    context = {"strategy": found, "content": read(found.content), "form": form, "signing": signing}
    return page(request, "commitments/strategy_signing.html", context)


def _hands(parties: list[StrategyParty]) -> list[tuple[Any, StrategyParty | None]]:
    return [(one.body, one) for one in parties]


def _sign(request: HttpRequest, found: Strategy, form: SignForm) -> None:
    body = form.hand()
    require(body is not None)
    fields = {name: form.cleaned_data[name] for name in ("may_publish", "seen")}
    party = signing_actions.sign_strategy(found, by=request.user, body=body, **fields)  # type: ignore[arg-type]
    found.refresh_from_db()
    named = {"party": party.shown_body}
    if found.published_at:
        messages.success(request, _("Signed for %(party)s. Every party has signed, and it is published.") % named)
    else:
        messages.success(request, _("Signed for %(party)s.") % named)


@login_required
def reopen_drafting(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_reopen_drafting(request.user, found))
    if request.method == "POST":
        signing_actions.reopen_drafting(found, by=request.user)
        messages.success(request, _("The drafting is open again. Those who had signed are told by mail."))
        return redirect(found)
    signed = [one for one in found.parties.all() if one.signed_at]
    return page(request, "commitments/strategy_reopening.html", {"strategy": found, "signed": signed})


@login_required
def allow_publication(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    return _publication(request, strategy_id, allowing=True)


@login_required
def withdraw_publication(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    return _publication(request, strategy_id, allowing=False)


def _publication(request: HttpRequest, strategy_id: int, *, allowing: bool) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    rule = rules.can_allow_publication if allowing else rules.can_withdraw_publication
    act = signing_actions.allow_publication if allowing else signing_actions.withdraw_publication
    saying = [one for one in own_parties(request.user, found) if rule(request.user, found, one.body)]
    require(bool(saying))
    form = HandForm(request.POST if request.method == "POST" else None, hands=_hands(saying))
    if form.is_valid() and (body := form.hand()):
        act(found, by=request.user, body=body)
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"strategy": found, "form": form, "allowing": allowing, "saying": saying}
    return page(request, "commitments/strategy_publication.html", context)
