from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.queries import owned_files
from enlace.files.views import add_file_to
from enlace.meetings.models import Contribution, Speaker
from enlace.meetings.papers import contribution_actions as actions
from enlace.meetings.papers.forms import ContributionForm, contribution_initial
from enlace.meetings.papers.rules import (
    can_agree_to_publication,
    can_change_contribution,
    can_submit_contribution,
    can_take_back_contribution,
    can_write_contribution,
)
from enlace.meetings.papers.sessions import heading_of
from enlace.meetings.papers.shown import layout_of


def _contribution(request: HttpRequest, contribution_id: int) -> Contribution:
    seen = Contribution.objects.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("speaker__session__meeting__host", "speaker__person"), pk=contribution_id
    )


@require_safe
def contribution(request: HttpRequest, contribution_id: int) -> HttpResponseBase:
    found = _contribution(request, contribution_id)
    add_address = reverse("meetings:add_slides", args=[found.pk])
    meeting, session = found.speaker.session.meeting, found.speaker.session_id
    context = {
        "contribution": found,
        "meeting": meeting,
        "heading": heading_of(meeting, request.user, session),
        "owned": owned_files(found, request.user, add_address),
        "may_change": can_change_contribution(request.user, found),
        "may_submit": can_submit_contribution(request.user, found),
        "may_take_back": can_take_back_contribution(request.user, found),
        "layout": layout_of(request.user),
    }
    return page(request, "meetings/contribution.html", context)


@login_required
def write_contribution(request: HttpRequest, speaker_id: int) -> HttpResponseBase:
    """A session of the draft is not seen by its speakers, who may write for it all the same."""
    seen = Q(pk__in=Speaker.objects.visible_to(request.user).values("pk")) | Q(person__user=request.user.pk)
    speakers = Speaker.objects.filter(seen).select_related("session__meeting__host", "person", "contribution")
    speaker = get_object_or_404(speakers, pk=speaker_id)
    require(can_write_contribution(request.user, speaker))
    found = getattr(speaker, "contribution", None)
    may_agree = can_agree_to_publication(request.user, speaker)
    given = request.POST if request.method == "POST" else None
    form = ContributionForm(given, initial=contribution_initial(found), may_agree=may_agree)
    if form.is_valid():
        try:
            written = actions.write_contribution(speaker, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is kept. Add slides if there are any, then submit it."))
            return redirect(written)
    context = {"form": form, "speaker": speaker, "contribution": found, "meeting": speaker.session.meeting}
    return page(request, "meetings/write_contribution.html", context)


@login_required
@require_POST
def submit_contribution(request: HttpRequest, contribution_id: int) -> HttpResponseBase:
    found = _contribution(request, contribution_id)
    try:
        actions.submit_contribution(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is submitted. Who sees the session can read it."))
    return redirect(found)


@login_required
@require_POST
def take_back_contribution(request: HttpRequest, contribution_id: int) -> HttpResponseBase:
    found = _contribution(request, contribution_id)
    actions.take_back_contribution(found, by=request.user)
    messages.success(request, _("It is a draft again and can be changed."))
    return redirect(found)


@login_required
def add_slides(request: HttpRequest, contribution_id: int) -> HttpResponseBase:
    return add_file_to(request, _contribution(request, contribution_id))
