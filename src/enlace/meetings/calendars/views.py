"""Calendars: the file of a meeting, the secret address of each person, and an agenda from a file."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from enlace.accounts.models import User
from enlace.core.clock import now
from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.meetings.calendars.actions import make_feed, note_reading, revoke_feed
from enlace.meetings.calendars.contents import meeting_sheet, own_sheet
from enlace.meetings.calendars.ics import as_ics
from enlace.meetings.calendars.rules import MOST_FEEDS, can_make_feed
from enlace.meetings.models import CalendarFeed, Meeting
from enlace.network.models import hashed

PRIVATE = "private, no-store"


@require_safe
def meeting_calendar(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    answer = _file(request, as_ics(meeting_sheet(meeting, request.user)), f"meeting-{meeting.pk}.ics")
    if request.user.is_authenticated:
        answer["Cache-Control"] = PRIVATE
    return answer


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Without signing in: who has the address reads what its owner sees at that moment."""
    found = CalendarFeed.objects.working().select_related("user").filter(token_hash=hashed(token)).first()
    if found is None:
        raise Http404
    note_reading(found, now())
    with override(found.language):
        answer = _file(request, as_ics(own_sheet(found.user)), "enlace.ics")
    answer["Cache-Control"] = PRIVATE
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _file(request: HttpRequest, data: bytes, name: str) -> HttpResponseBase:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"Content-Disposition": f'inline; filename="{name}"', "ETag": tag}
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=tag, response=answer) or answer


@login_required
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The address that was just made is in the answer to the form, and never again."""
    address = ""
    if request.method == "POST" and isinstance(request.user, User):
        try:
            _made, token = make_feed(by=request.user, language=current_language())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            address = settings.BASE_URL + reverse("meetings:feed", args=[token])
    context = {
        "address": address,
        "subscribed": "webcal:" + address.partition(":")[2] if address else "",
        "feeds": CalendarFeed.objects.visible_to(request.user),
        "may_make": can_make_feed(request.user),
        "most": MOST_FEEDS,
    }
    answer = page(request, "meetings/calendar.html", context)
    answer["Cache-Control"] = PRIVATE
    return answer


@require_POST
@login_required
def revoke_calendar(request: HttpRequest, calendar_feed_id: int) -> HttpResponseBase:
    found = get_object_or_404(CalendarFeed.objects.visible_to(request.user).working(), pk=calendar_feed_id)
    revoke_feed(found, by=request.user)
    messages.success(request, _("The address no longer works. Programs that use it show nothing new."))
    return redirect("meetings:calendar")
