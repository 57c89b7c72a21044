from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.agenda import publish_actions as actions
from enlace.meetings.agenda.draft import draft_of
from enlace.meetings.agenda.edit_views import found_meeting
from enlace.meetings.agenda.rules import can_publish_agenda
from enlace.meetings.agenda.telling import tellings


@login_required
def publish_agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What will be told and to how many, then the button. The mark of the draft goes with it."""
    meeting = found_meeting(request, meeting_id)
    require(can_publish_agenda(request.user, meeting))
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            version = actions.publish_agenda(meeting, by=request.user, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Version %(number)d of the agenda is published.") % {"number": version.number})
            return redirect("meetings:agenda", meeting.pk)
    draft = draft_of(meeting)
    told = tellings(meeting, draft.before, draft.after, today(), first=draft.version is None)
    context = {"meeting": meeting, "draft": draft, "form": form, "told": 0 if meeting.is_over else len(told)}
    return page(request, "meetings/publish_agenda.html", context)
