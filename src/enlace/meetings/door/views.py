"""At the door: who has come. In the room: which delegations are there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.door import actions
from enlace.meetings.door.door_list import at_the_door, counts_of, grouped, matching
from enlace.meetings.door.forms import DoorForm
from enlace.meetings.door.rules import can_check_in, can_keep_door, can_print_badges
from enlace.meetings.models import Delegate, Meeting

PER_PAGE = 50


@login_required
def door(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_keep_door(request.user, meeting))
    form, everybody = DoorForm(request.GET), at_the_door(meeting)
    words, missing = form.asked()
    found = [one for one in matching(everybody, words) if not (missing and one.checked_in_at)]
    leaf = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "meeting": meeting,
        "form": form,
        "leaf": leaf,
        "groups": grouped(leaf.object_list),
        "counts": counts_of(everybody),
        "narrowed": bool(words or missing),
        "query": form.query(),
        "back": form.query(str(leaf.number)),
        "prints": can_print_badges(request.user, meeting),
    }
    return page(request, "meetings/door.html", context, partial="list")


@login_required
def check_in(request: HttpRequest, delegate_id: int) -> HttpResponse:
    found = _delegate(request, delegate_id)
    if request.method == "POST":
        if actions.check_in(found, by=request.user):
            messages.success(request, _("%(person)s is checked in.") % {"person": found.person})
        else:
            messages.info(request, _("%(person)s was checked in already.") % {"person": found.person})
        return _back(request, found)
    meeting = found.delegation.meeting
    context = {"meeting": meeting, "delegate": found, "may_check_in": can_check_in(request.user, found)}
    return page(request, "meetings/check_in.html", context)


@require_POST
@login_required
def undo_check_in(request: HttpRequest, delegate_id: int) -> HttpResponse:
    found = _delegate(request, delegate_id)
    actions.undo_check_in(found, by=request.user)
    messages.success(request, _("The check-in of %(person)s is taken back.") % {"person": found.person})
    return _back(request, found)


def _delegate(request: HttpRequest, delegate_id: int) -> Delegate:
    seen = Delegate.objects.visible_to(request.user).select_related(
        "person", "delegation__meeting__host", "delegation__state", "delegation__organisation"
    )
    found = get_object_or_404(seen, pk=delegate_id)
    require(can_keep_door(request.user, found.delegation.meeting))
    return found


def _back(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    """To the list as it was, for who came from there."""
    if "back" not in request.POST:
        return redirect("meetings:check_in", delegate.pk)
    asked = QueryDict(request.POST["back"])
    query = DoorForm(asked).query(asked.get("page", ""))
    return redirect(reverse("meetings:door", args=[delegate.delegation.meeting_id]) + (f"?{query}" if query else ""))
