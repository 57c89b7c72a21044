"""An agenda from a calendar file: uploaded, looked at, and added to the draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.core.languages import current_language, language_codes
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.agenda.rules import can_edit_agenda
from enlace.meetings.calendars.actions import import_sessions
from enlace.meetings.calendars.agenda_reading import Reading, read_agenda
from enlace.meetings.calendars.calendar_blocks import NotReadable
from enlace.meetings.calendars.forms import AgendaFileForm
from enlace.meetings.calendars.known_sessions import key_of, known_in
from enlace.meetings.calendars.proposals import place_of, sealed, unsealed
from enlace.meetings.models import Meeting


@login_required
def import_agenda(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_edit_agenda(request.user, meeting))
    if "rows" in request.POST:
        return _apply(request, meeting)
    form = AgendaFileForm(request.POST, request.FILES) if request.method == "POST" else AgendaFileForm()
    if form.is_valid():
        try:
            reading = read_agenda(form.cleaned_data["file"].read(), place_of(meeting))
        except NotReadable as error:
            form.add_error("file", str(error))
        else:
            return _preview(request, meeting, reading, form.cleaned_data["language"])
    return page(request, "meetings/import_agenda.html", {"meeting": meeting, "form": form})


def _preview(request: HttpRequest, meeting: Meeting, reading: Reading, language: str) -> HttpResponseBase:
    known = known_in(meeting)
    new = [one for one in reading.proposals if key_of(one) not in known]
    context = {
        "meeting": meeting,
        "new": new,
        "there_already": len(reading.proposals) - len(new),
        "left_out": reading.left_out,
        "language": language,
        "rows": sealed(new, meeting),
    }
    return page(request, "meetings/import_agenda_preview.html", context)


def _apply(request: HttpRequest, meeting: Meeting) -> HttpResponseBase:
    asked = request.POST.get("language", "")
    language = asked if asked in language_codes() else current_language()
    try:
        proposals = unsealed(request.POST["rows"], meeting)
        added = import_sessions(meeting, proposals, language=language, by=request.user)
    except BadSignature:
        messages.error(request, _("Too much time has passed since the file was looked at. Upload it once more."))
        return redirect("meetings:import_agenda", meeting.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meetings:import_agenda", meeting.pk)
    said = ngettext(
        "%(count)d session is added to the draft.", "%(count)d sessions are added to the draft.", len(added)
    )
    messages.success(request, said % {"count": len(added)})
    return redirect("meetings:edit_agenda", meeting.pk)
