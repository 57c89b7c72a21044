from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.models import Meeting, Paper, PaperText, Session
from enlace.meetings.papers import paper_actions as actions
from enlace.meetings.papers.forms import BundleForm, PaperForm, PaperTextForm, paper_initial
from enlace.meetings.papers.mail import readers_of_papers
from enlace.meetings.papers.rules import (
    can_add_paper,
    can_change_paper,
    can_remove_paper,
    can_tell_of_papers,
)
from enlace.meetings.papers.shown import layout_of, paper_page, papers_page
from enlace.meetings.papers.telling_actions import tell_of_papers as tell
from enlace.network.roles import roles_of


def _paper(request: HttpRequest, paper_id: int) -> Paper:
    seen = Paper.objects.visible_to(request.user).select_related("session__meeting__host")
    return get_object_or_404(seen, pk=paper_id)


def _data(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


@login_required
@require_safe
def papers(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host"), pk=meeting_id)
    context = {"meeting": meeting, "shown": papers_page(meeting, request.user), "form": BundleForm()}
    return page(request, "meetings/papers.html", context)


@require_safe
def paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = _paper(request, paper_id)
    context = {
        "paper": found,
        "meeting": found.session.meeting,
        "shown": paper_page(found, request.user),
        "form": PaperTextForm(),
        "layout": layout_of(request.user),
    }
    return page(request, "meetings/paper.html", context)


@login_required
def add_paper(request: HttpRequest, session_id: int) -> HttpResponseBase:
    seen = Session.objects.visible_to(request.user).select_related("meeting__host")
    session = get_object_or_404(seen, pk=session_id)
    require(can_add_paper(request.user, session))
    form = PaperForm(**_data(request), session=session, for_secretariat=roles_of(request.user).is_secretary)
    if form.is_valid():
        try:
            added = actions.add_paper(session, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The paper is there. Add its file in each language, then release it."))
            return redirect(added)
    return page(request, "meetings/edit_paper.html", {"form": form, "session": session, "meeting": session.meeting})


@login_required
def edit_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = _paper(request, paper_id)
    require(can_change_paper(request.user, found))
    options: dict[str, Any] = {"session": found.session, "for_secretariat": roles_of(request.user).is_secretary}
    form = PaperForm(**_data(request), initial=paper_initial(found), **options)
    if form.is_valid():
        try:
            actions.change_paper(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The paper is changed."))
            return redirect(found)
    context = {"form": form, "paper": found, "session": found.session, "meeting": found.session.meeting}
    return page(request, "meetings/edit_paper.html", context)


@login_required
@require_POST
def release_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    actions.release_paper(_paper(request, paper_id), by=request.user)
    messages.success(request, _("The paper is released. Its audience can read it now."))
    return redirect("meetings:paper", paper_id)


@login_required
@require_POST
def take_back_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    actions.take_back_paper(_paper(request, paper_id), by=request.user)
    messages.success(request, _("The paper is taken back. Those who organise the meeting alone read it now."))
    return redirect("meetings:paper", paper_id)


@login_required
@require_POST
def move_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = _paper(request, paper_id)
    actions.move_paper(found, by=request.user, earlier=request.POST.get("to") == "earlier")
    return redirect("meetings:papers", found.session.meeting_id)


@login_required
def remove_paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = _paper(request, paper_id)
    require(can_remove_paper(request.user, found))
    meeting = found.session.meeting
    if request.method == "POST":
        actions.remove_paper(found, by=request.user)
        messages.success(request, _("The paper and its files are removed."))
        return redirect("meetings:papers", meeting.pk)
    return page(request, "meetings/remove_paper.html", {"paper": found, "meeting": meeting})


@login_required
def add_paper_text(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    found = _paper(request, paper_id)
    require(can_change_paper(request.user, found))
    form = PaperTextForm(**_data(request))
    if form.is_valid():
        try:
            actions.add_paper_text(found, form.cleaned_data["language"], form.cleaned_data["file"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The file is there."))
            return redirect(found)
    context = {"form": form, "paper": found, "meeting": found.session.meeting}
    return page(request, "meetings/add_paper_text.html", context)


@login_required
def remove_paper_text(request: HttpRequest, paper_text_id: int) -> HttpResponseBase:
    seen = PaperText.objects.visible_to(request.user).select_related("paper__session__meeting__host")
    text = get_object_or_404(seen, pk=paper_text_id)
    require(can_change_paper(request.user, text.paper))
    if request.method == "POST":
        try:
            actions.remove_paper_text(text, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The language and its file are removed."))
        return redirect(text.paper)
    context = {"text": text, "paper": text.paper, "meeting": text.paper.session.meeting}
    return page(request, "meetings/remove_paper_text.html", context)


@login_required
def tell_of_papers(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host"), pk=meeting_id)
    require(can_tell_of_papers(request.user, meeting))
    if request.method == "POST":
        count = tell(meeting, by=request.user)
        said = ngettext("%(count)d person is told by mail.", "%(count)d people are told by mail.", count)
        messages.success(request, said % {"count": count})
        return redirect("meetings:papers", meeting.pk)
    count = sum(1 for _reader in readers_of_papers(meeting))
    return page(request, "meetings/tell_of_papers.html", {"meeting": meeting, "count": count})
