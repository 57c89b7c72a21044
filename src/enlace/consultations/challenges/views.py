from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.consultations.challenges import actions
from enlace.consultations.challenges.forms import ChallengeForm, ProposeForm, SetChallengeForm, challenge_initial
from enlace.consultations.challenges.queries import acting_states, own_states, shown_challenges
from enlace.consultations.challenges.rules import (
    can_add_challenge,
    can_change_challenge,
    can_restore_challenge,
    can_set_challenge,
    can_withdraw_challenge,
)
from enlace.consultations.challenges.similar import similar_challenges
from enlace.consultations.models import Approach, Challenge
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.network.models import State


def found_challenge(request: HttpRequest, challenge_id: int) -> Challenge:
    """Raises Http404 for a challenge that the reader does not see."""
    return get_object_or_404(Challenge.objects.visible_to(request.user).select_related("state"), pk=challenge_id)


@require_safe
def challenges(request: HttpRequest) -> HttpResponseBase:
    level = request.GET.get("level", "")
    level = level if level in Approach.values else ""
    seen = Challenge.objects.visible_to(request.user)
    found = seen.filter(approach=level) if level else seen
    acting = acting_states(request.user)
    lines = [(one, own_states(one, acting)) for one in shown_challenges(found, request.user)]
    context = {
        "level": level,
        "levels": Approach.choices,
        "standing": [line for line in lines if line[0].challenge.withdrawn_on is None],
        "withdrawn": [shown for shown, _own in lines if shown.challenge.withdrawn_on is not None],
        "may_add": can_add_challenge(request.user),
        "layout": layout_for(request),
    }
    return page(request, "consultations/challenges.html", context)


@require_safe
def challenge(request: HttpRequest, challenge_id: int) -> HttpResponseBase:
    found = found_challenge(request, challenge_id)
    (shown,) = shown_challenges(Challenge.objects.filter(pk=found.pk), request.user)
    context = {
        "shown": shown,
        "challenge": found,
        "own": own_states(shown, acting_states(request.user)),
        "may_change": can_change_challenge(request.user, found),
        "may_withdraw": can_withdraw_challenge(request.user, found),
        "may_restore": can_restore_challenge(request.user, found),
        "layout": layout_for(request),
    }
    return page(request, "consultations/challenge.html", context)


@login_required
def add_challenge(request: HttpRequest) -> HttpResponseBase:
    require(can_add_challenge(request.user))
    form, similar = _propose_form(request), []
    if form.is_valid():
        similar = [] if "seen" in request.POST else similar_challenges(form.cleaned_data["title"], request.user)
    if form.is_valid() and not similar:
        try:
            added = actions.add_challenge(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The challenge is proposed."))
            return redirect(added)
    return page(request, "consultations/challenge_form.html", {"form": form, "similar": similar})


def _propose_form(request: HttpRequest) -> ChallengeForm:
    data = request.POST if request.method == "POST" else None
    if can_set_challenge(request.user, Challenge()):
        return SetChallengeForm(data)
    return ProposeForm(data, states=acting_states(request.user))


@login_required
def edit_challenge(request: HttpRequest, challenge_id: int) -> HttpResponseBase:
    found = found_challenge(request, challenge_id)
    require(can_change_challenge(request.user, found))
    kind = SetChallengeForm if can_set_challenge(request.user, found) else ChallengeForm
    form = kind(request.POST if request.method == "POST" else None, initial=challenge_initial(found))
    if form.is_valid():
        try:
            actions.change_challenge(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "consultations/challenge_form.html", {"form": form, "challenge": found})


@login_required
@require_POST
def withdraw_challenge(request: HttpRequest, challenge_id: int) -> HttpResponseBase:
    found = found_challenge(request, challenge_id)
    actions.withdraw_challenge(found, by=request.user)
    messages.success(request, _("The challenge is withdrawn. It can be restored here."))
    return redirect(found)


@login_required
@require_POST
def restore_challenge(request: HttpRequest, challenge_id: int) -> HttpResponseBase:
    found = found_challenge(request, challenge_id)
    actions.restore_challenge(found, by=request.user)
    messages.success(request, _("The challenge stands again."))
    return redirect(found)


def _shared(request: HttpRequest, challenge_id: int, state_code: str) -> dict[str, Any]:
    state = get_object_or_404(State.objects.visible_to(request.user), code=state_code.upper())
    return {"challenge": found_challenge(request, challenge_id), "by": request.user, "state": state}


@login_required
@require_POST
def share_challenge(request: HttpRequest, challenge_id: int, state_code: str) -> HttpResponseBase:
    things = _shared(request, challenge_id, state_code)
    actions.share_challenge(**things)
    messages.success(request, _("It is on record that %(state)s faces this challenge too.") % things)
    return _back(request, things["challenge"])


@login_required
@require_POST
def stop_sharing_challenge(request: HttpRequest, challenge_id: int, state_code: str) -> HttpResponseBase:
    things = _shared(request, challenge_id, state_code)
    actions.stop_sharing_challenge(**things)
    messages.success(request, _("It is no longer on record that %(state)s faces this challenge.") % things)
    return _back(request, things["challenge"])


def _back(request: HttpRequest, challenge: Challenge) -> HttpResponseBase:
    """Where it was pressed: the page of the challenge, or its place in the list."""
    if "listed" not in request.POST:
        return redirect(challenge)
    listed = request.POST["listed"]
    query = f"?level={listed}" if listed in Approach.values else ""
    return redirect(f"{reverse('consultations:challenges')}{query}#challenge-{challenge.pk}")
