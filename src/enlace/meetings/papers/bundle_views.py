from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.accounts.models import User
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.files.serving import answer_file
from enlace.meetings.models import Bundle, Meeting
from enlace.meetings.papers.bundle_actions import ask_for_bundle as ask
from enlace.meetings.papers.bundle_state import may_be_fetched, state_of
from enlace.meetings.papers.bundle_zip import safe_part
from enlace.meetings.papers.forms import BundleForm
from enlace.meetings.papers.shown import papers_page


@login_required
@require_POST
def ask_for_bundle(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host"), pk=meeting_id)
    form = BundleForm(request.POST)
    if form.is_valid() and isinstance(request.user, User):
        try:
            return redirect(ask(meeting, by=request.user, **form.cleaned_data))
        except ValidationError as error:
            add_errors(form, error)
    context = {"meeting": meeting, "shown": papers_page(meeting, request.user), "form": form}
    return page(request, "meetings/papers.html", context)


def _bundle(request: HttpRequest, bundle_id: int) -> Bundle:
    seen = Bundle.objects.visible_to(request.user).select_related("meeting__host", "user")
    return get_object_or_404(seen, pk=bundle_id)


@login_required
@require_safe
def bundle(request: HttpRequest, bundle_id: int) -> HttpResponseBase:
    """What tells of the progress refreshes itself until it is there."""
    found = _bundle(request, bundle_id)
    state = state_of(found, found.user)
    context = {"bundle": found, "meeting": found.meeting, "state": state}
    return page(request, "meetings/bundle.html", context, partial="progress")


@login_required
@require_safe
def bundle_file(request: HttpRequest, bundle_id: int) -> HttpResponseBase:
    """Asked anew at every fetch: what may not be read any more is not handed out within a file either."""
    found = _bundle(request, bundle_id)
    if not may_be_fetched(found, found.user):
        context = {"bundle": found, "meeting": found.meeting, "state": state_of(found, found.user)}
        return page(request, "meetings/bundle.html", context, status=404)
    title = found.meeting.title.in_language(found.language)
    name = f"{safe_part(_('Papers') + ' ' + str(title))} ({found.language}).{found.form}"
    return answer_file(request, found.content, public=False, name=name)
