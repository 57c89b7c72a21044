from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.commitments.rounds import actions
from enlace.commitments.rounds.asked import asked_in
from enlace.commitments.rounds.checking import obstacles
from enlace.commitments.rounds.days import closes_itself_on
from enlace.commitments.rounds.digests import people_with_something_to_report
from enlace.commitments.rounds.readers import found_round
from enlace.commitments.rounds.report import report_for
from enlace.commitments.rounds.rules import can_close_round, can_open_round
from enlace.core.clock import today
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def open_round(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    found = found_round(request, review_round_id)
    require(can_open_round(request.user, found))
    if request.method == "POST":
        try:
            opened = actions.open_round(found, by=request.user)
        except ValidationError:
            messages.error(request, _("It is not open: see below what to do first."))
        else:
            messages.success(request, _opened(ahead=opened.opens_on > today()))
            return redirect(found)
    asked = asked_in(found)
    context = {
        "round": found,
        "obstacles": obstacles(found),
        "commitments": len({one.commitment_id for one in asked}),
        "bodies": len({one.body for one in asked}),
        "people": people_with_something_to_report(found, today()),
        "opens_on": max(found.opens_on, today()),
        "opens_later": found.opens_on > today(),
        "closes_itself_on": closes_itself_on(found),
    }
    return page(request, "commitments/round_open.html", context)


def _opened(*, ahead: bool) -> str:
    if ahead:
        return _("It opens by itself on its first day. Those who have something to report are told by mail then.")
    return _("The review round is open. Those who have something to report are told by mail within a minute.")


@login_required
def close_round(request: HttpRequest, review_round_id: int) -> HttpResponseBase:
    found = found_round(request, review_round_id)
    require(can_close_round(request.user, found))
    if request.method == "POST":
        actions.close_round(found, by=request.user)
        messages.success(request, _("The review round is closed. Its report is kept as it stands."))
        return redirect("commitments:round_report", found.pk)
    context = {
        "round": found,
        "report": report_for(found, request.user),
        "is_early": today() <= found.closes_on,
        "closes_itself_on": closes_itself_on(found),
    }
    return page(request, "commitments/round_close.html", context)
