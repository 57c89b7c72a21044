from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.making.rules import can_add_commitment
from enlace.commitments.models import Strategy, StrategySection, spoken_bodies
from enlace.commitments.strategies import actions, rules
from enlace.commitments.strategies.choices import written_body
from enlace.commitments.strategies.drafts import drafted_sections, missing_for_signature
from enlace.commitments.strategies.forms import AddStrategyForm, PartyForm, StrategyForm, strategy_initial
from enlace.commitments.strategies.queries import phase_of, shown_actions, shown_meeting, strategies_of
from enlace.commitments.strategies.readers import found_draft, found_strategy, own_parties, reads_drafts
from enlace.commitments.strategies.signed_content import read
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


@require_safe
def strategies(request: HttpRequest) -> HttpResponseBase:
    context = {
        "strategies": strategies_of(request.user),
        "may_add": rules.can_add_strategy(request.user),
        "layout": layout_for(request),
    }
    return page(request, "commitments/strategies.html", context)


@require_safe
def strategy(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    """The text that is signed; while there is none, what its parties draft."""
    found = found_strategy(request, strategy_id)
    content = read(found.content)
    if content is None:
        if not reads_drafts(request.user, found):
            raise Http404
        return page(request, "commitments/strategy_draft.html", _drafted(request, found))
    own = own_parties(request.user, found)
    context = {
        **_shown(request, found),
        "content": content,
        "reads_drafts": reads_drafts(request.user, found),
        "to_sign": [one for one in own if rules.can_sign_strategy(request.user, found, one.body)],
        "to_allow": [one for one in own if rules.can_allow_publication(request.user, found, one.body)],
        "to_withdraw": [one for one in own if rules.can_withdraw_publication(request.user, found, one.body)],
        "may_reopen": rules.can_reopen_drafting(request.user, found),
        "layout": layout_for(request),
    }
    return page(request, "commitments/strategy.html", context)


def _shown(request: HttpRequest, found: Strategy) -> dict[str, object]:
    return {
        "strategy": found,
        "phase": phase_of(found),
        "parties": found.parties.all(),
        "meeting": shown_meeting(found, request.user),
        "actions": shown_actions(found, request.user),
        "may_add_action": reads_drafts(request.user, found) and can_add_commitment(request.user),
    }


def _drafted(request: HttpRequest, found: Strategy) -> dict[str, object]:
    sections = drafted_sections(found)
    removed = StrategySection.objects.visible_to(request.user).filter(strategy=found).exclude(removed_at=None)
    leaving = [one for one in found.parties.all() if rules.can_remove_strategy_party(request.user, found, one.body)]
    return {
        **_shown(request, found),
        "sections": sections,
        "removed": removed,
        "missing": missing_for_signature(found, sections),
        "may_change": rules.can_change_strategy(request.user, found),
        "may_remove": rules.can_remove_strategy(request.user, found),
        "leaving": leaving,
        "own": spoken_bodies(request.user),
    }


@login_required
def add_strategy(request: HttpRequest) -> HttpResponseBase:
    require(rules.can_add_strategy(request.user))
    own = [written_body(body) for body in sorted(spoken_bodies(request.user))]
    data = request.POST if request.method == "POST" else None
    form = AddStrategyForm(data, reader=request.user, initial={"parties": own, "meeting": request.GET.get("meeting")})
    if form.is_valid():
        try:
            added = actions.add_strategy(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is begun. Add its sections."))
            return redirect(added)
    return page(request, "commitments/strategy_form.html", {"form": form})


@login_required
def change_strategy(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_change_strategy(request.user, found))
    data = request.POST if request.method == "POST" else None
    form = StrategyForm(data, reader=request.user, initial=strategy_initial(found))
    if form.is_valid():
        try:
            actions.change_strategy(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "commitments/strategy_form.html", {"form": form, "strategy": found})


@login_required
def remove_strategy(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_remove_strategy(request.user, found))
    if request.method == "POST":
        actions.remove_strategy(found, by=request.user)
        messages.success(request, _("The draft is removed."))
        return redirect("commitments:strategies")
    return page(request, "commitments/strategy_removal.html", {"strategy": found})


@login_required
def add_strategy_party(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_add_strategy_party(request.user, found))
    form = PartyForm(request.POST if request.method == "POST" else None, parties=found.parties.all())
    if form.is_valid():
        try:
            actions.add_strategy_party(found, by=request.user, body=form.cleaned_data["party"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The party is added. Those who speak for it are told by mail."))
            return redirect(found)
    return page(request, "commitments/strategy_party.html", {"form": form, "strategy": found})


@login_required
def remove_strategy_party(request: HttpRequest, strategy_id: int, strategy_party_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    party = get_object_or_404(found.parties.select_related("state", "organisation"), pk=strategy_party_id)
    require(rules.can_remove_strategy_party(request.user, found, party.body))
    if request.method == "POST" and party.body:
        actions.remove_strategy_party(found, by=request.user, body=party.body)
        messages.success(request, _("It is no longer a party. What it wrote stays."))
        still = Strategy.objects.visible_to(request.user).filter(pk=found.pk).exists()
        return redirect(found if still else "commitments:strategies")
    context = {"strategy": found, "party": party, "is_own": party.body in spoken_bodies(request.user)}
    return page(request, "commitments/strategy_party_removal.html", context)
