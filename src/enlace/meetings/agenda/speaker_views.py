from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.agenda import speaker_actions as actions
from enlace.meetings.agenda.edit_views import found_session
from enlace.meetings.agenda.forms import MoveForm
from enlace.meetings.agenda.rules import can_edit_agenda, can_remove_speaker, can_see_draft_agenda
from enlace.meetings.agenda.speaker_forms import SpeakerForm
from enlace.meetings.models import Speaker
from enlace.network.rules import can_record_person


def _found(request: HttpRequest, speaker_id: int) -> Speaker:
    speakers = Speaker.objects.visible_to(request.user).select_related("session__meeting")
    speaker = get_object_or_404(speakers, pk=speaker_id)
    require(can_see_draft_agenda(request.user, speaker.session.meeting))
    return speaker


@login_required
def speakers(request: HttpRequest, session_id: int) -> HttpResponse:
    """Those of a session, in their order, and a form for one more."""
    session = found_session(request, session_id)
    require(can_edit_agenda(request.user, session.meeting))
    form = SpeakerForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_speaker(session, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The speaker is in the draft."))
            return redirect("meetings:speakers", session.pk)
    found = list(session.speakers.select_related("state", "organisation", "person"))
    context = {"meeting": session.meeting, "session": session, "speakers": found, "form": form}
    context["may_add_people"] = can_record_person(request.user)
    return page(request, "meetings/speakers.html", context)


@login_required
def edit_speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    speaker = _found(request, speaker_id)
    require(can_edit_agenda(request.user, speaker.session.meeting))
    form = SpeakerForm(request.user, request.POST if request.method == "POST" else None, speaker=speaker)
    if form.is_valid():
        try:
            actions.change_speaker(speaker, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is changed. Readers see it once the agenda is published."))
            return redirect("meetings:speakers", speaker.session_id)
    context = {"meeting": speaker.session.meeting, "session": speaker.session, "speaker": speaker, "form": form}
    context["may_remove"] = can_remove_speaker(request.user, speaker)
    return page(request, "meetings/edit_speaker.html", context)


@login_required
@require_POST
def move_speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    speaker, form = _found(request, speaker_id), MoveForm(request.POST)
    if form.is_valid():
        actions.move_speaker(speaker, form.cleaned_data["direction"], by=request.user)
    return redirect("meetings:speakers", speaker.session_id)


@login_required
@require_POST
def remove_speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    speaker = _found(request, speaker_id)
    actions.remove_speaker(speaker, by=request.user)
    messages.success(request, _("The speaker is removed from the draft."))
    return redirect("meetings:speakers", speaker.session_id)
