from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from enlace.consultations.models import PriorityReview
from enlace.consultations.priorities import review_actions as actions
from enlace.consultations.priorities.candidates import reviewing_sessions
from enlace.consultations.priorities.forms import ReviewForm, wording_initial
from enlace.consultations.priorities.rules import can_remove_review, can_review_priority
from enlace.consultations.priorities.views import found_priority
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def review_priority(request: HttpRequest, priority_id: int) -> HttpResponseBase:
    found = found_priority(request, priority_id)
    offered = reviewing_sessions(request.user, found)
    sessions = [one for one in offered if can_review_priority(request.user, one, found)]
    require(bool(sessions))
    data = request.POST if request.method == "POST" else None
    initial = wording_initial(found) | {"session": request.GET.get("session", "")}
    form = ReviewForm(data, sessions=sessions, initial=initial)
    if form.is_valid():
        try:
            actions.review_priority(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The review is on record."))
            return redirect(found)
    return page(request, "consultations/review_priority.html", {"form": form, "priority": found})


@login_required
def remove_review(request: HttpRequest, priority_review_id: int) -> HttpResponseBase:
    seen = PriorityReview.objects.visible_to(request.user).select_related("priority", "session__meeting")
    found = get_object_or_404(seen, pk=priority_review_id)
    require(can_remove_review(request.user, found))
    if request.method == "POST":
        actions.remove_review(found, by=request.user)
        messages.success(request, _("The review is taken back."))
        return redirect(found)
    return page(request, "consultations/review_removal.html", {"review": found, "priority": found.priority})
