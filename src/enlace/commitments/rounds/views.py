from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.models import ReviewRound, bodies_of
from enlace.commitments.rounds import actions, rules
from enlace.commitments.rounds.days import RoundStanding
from enlace.commitments.rounds.forms import RoundForm, form_for
from enlace.commitments.rounds.queries import meeting_of, own_lists, shown_round, shown_rounds
from enlace.commitments.rounds.readers import found_round
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require


@require_safe
def review_rounds(request: HttpRequest) -> HttpResponseBase:
    context = {
        "rounds": shown_rounds(request.user),
        "may_add": rules.can_add_round(request.user),
        "layout": layout_for(request),
    }
    return page(request, "commitments/rounds.html", context)


@require_safe
def review_round(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    """Whoever comes from a mail and is not signed in does that first."""
    user = request.user
    if not user.is_authenticated and not ReviewRound.objects.visible_to(user).filter(pk=review_round_id).exists():
        return redirect_to_login(request.get_full_path())
    found = found_round(request, review_round_id)
    shown = shown_round(found, user)
    context = {
        "round": found,
        "shown": shown,
        "meeting": meeting_of(found, user),
        "lists": own_lists(found, user) if shown.standing is RoundStanding.OPEN else [],
        "layout": layout_for(request),
        "may_change": rules.can_change_round(user, found),
        "may_open": rules.can_open_round(user, found),
        "may_close": rules.can_close_round(user, found),
        "may_remove": rules.can_remove_round(user, found),
        "may_see_live": rules.can_see_live_report(user, found),
    }
    return page(request, "commitments/round.html", context)


@login_required
def round_list(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    """Where the round is not open, its page says how it stands."""
    found = found_round(request, review_round_id)
    shown = shown_round(found, request.user)
    if shown.standing is not RoundStanding.OPEN:
        return redirect(found)
    require(bool(bodies_of(request.user)), _("Only states and observers have commitments to report on."))
    context = {"round": found, "shown": shown, "lists": own_lists(found, request.user)}
    return page(request, "commitments/round_list.html", context)


@login_required
def add_round(request: HttpRequest) -> HttpResponseBase:
    require(rules.can_add_round(request.user))
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_round(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("The review round is a draft. Until you open it, the secretariat alone sees it.")
            )
            return redirect(added)
    return page(request, "commitments/round_add.html", {"form": form})


@login_required
def edit_round(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    found = found_round(request, review_round_id)
    require(rules.can_change_round(request.user, found))
    form = form_for(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.change_round(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "commitments/round_edit.html", {"form": form, "round": found})


@login_required
def remove_round(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    found = found_round(request, review_round_id)
    require(rules.can_remove_round(request.user, found))
    if request.method == "POST":
        actions.remove_round(found, by=request.user)
        messages.success(request, _("The review round is removed."))
        return redirect("commitments:review_rounds")
    return page(request, "commitments/round_remove.html", {"round": found})
