from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.delegations import actions, invitation_actions
from enlace.meetings.delegations.export_actions import export_participants
from enlace.meetings.delegations.forms import AnswerForm, FilterForm, InviteForm, SendBackForm
from enlace.meetings.delegations.invitation_actions import Invited
from enlace.meetings.delegations.queries import coming_to, invitable, knows_names, members_of, next_of, overview
from enlace.meetings.delegations.rules import (
    can_answer_invitation,
    can_approve_delegation,
    can_export_participants,
    can_invite_delegations,
    can_list_delegations,
    can_name_delegate,
    can_send_back_delegation,
    can_submit_delegation,
    can_take_back_invitation,
)
from enlace.meetings.door.rules import can_print_letter
from enlace.meetings.models import Delegation, Meeting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found_delegation(request: HttpRequest, delegation_id: int) -> Delegation:
    """Raises Http404 for one that the reader does not see."""
    near = ("meeting__host", "state", "organisation", "approved_by")
    seen = Delegation.objects.visible_to(request.user).select_related(*near)
    return get_object_or_404(seen, pk=delegation_id)


@login_required
@require_safe
def delegations(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    """The organisers see how all stand, members who comes, observers their own."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host"), pk=meeting_id)
    require(can_list_delegations(request.user, meeting))
    if not can_export_participants(request.user, meeting):
        lines = coming_to(meeting, request.user)
        return page(request, "meetings/delegations_coming.html", {"meeting": meeting, "lines": lines})
    form = FilterForm(request.GET)
    context = {
        "meeting": meeting,
        "form": form,
        "narrowed": any(form.chosen.values()),
        "overview": overview(meeting, request.user, **form.chosen),
        "may_invite": can_invite_delegations(request.user, meeting),
    }
    return page(request, "meetings/delegations.html", context)


@login_required
def invite(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host"), pk=meeting_id)
    require(can_invite_delegations(request.user, meeting))
    offered = invitable(meeting)
    form = InviteForm(request.POST if request.method == "POST" else None, invitable=offered)
    if form.is_valid():
        try:
            invited = invitation_actions.invite_delegations(meeting, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            _tell_invited(request, invited)
            return redirect("meetings:delegations", meeting.pk)
    return page(request, "meetings/invite_delegations.html", {"meeting": meeting, "form": form, "offered": offered})


def _tell_invited(request: HttpRequest, invited: Invited) -> None:
    count = len(invited.delegations)
    said = ngettext("%(count)d invitation is on record.", "%(count)d invitations are on record.", count)
    messages.success(request, said % {"count": count})
    if invited.untold:
        names = ", ".join(one.body for one in invited.untold)
        sentence = _(
            "Nobody could be told by mail, for want of a focal point or an observer with an address: %(names)s."
        )
        messages.warning(request, sentence % {"names": names})


@login_required
@require_safe
def participants(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    data = export_participants(meeting, by=request.user)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="participants-{meeting.pk}-{today().isoformat()}.xlsx"'
    return response


@login_required
@require_safe
def delegation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    members = members_of(found, request.user)
    inside = knows_names(found, request.user)
    context = {
        "delegation": found,
        "meeting": found.meeting,
        "members": members,
        "inside": inside,
        "next": next_of(found, [one.delegate for one in members]) if inside else None,
        "shows_actions": any(one.may_act for one in members),
        "may_print_letter": can_print_letter(request.user, found),
        "may_take_back": can_take_back_invitation(request.user, found),
        "may_answer": can_answer_invitation(request.user, found),
        "may_name": can_name_delegate(request.user, found),
        "may_submit": can_submit_delegation(request.user, found),
        "may_approve": can_approve_delegation(request.user, found),
    }
    return page(request, "meetings/delegation.html", context)


@login_required
def answer_invitation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    require(can_answer_invitation(request.user, found))
    form = AnswerForm(request.POST if request.method == "POST" else None, delegation=found)
    if form.is_valid():
        invitation_actions.answer_invitation(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The answer is recorded. It can be changed until the meeting ends."))
        return redirect(found)
    context = {"delegation": found, "meeting": found.meeting, "form": form}
    return page(request, "meetings/answer_invitation.html", context)


@login_required
def take_back_invitation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    require(can_take_back_invitation(request.user, found), _("This invitation was answered: it stays."))
    if request.method == "POST":
        invitation_actions.take_back_invitation(found, by=request.user)
        messages.success(request, _("The invitation is taken back."))
        return redirect("meetings:delegations", found.meeting_id)
    return page(request, "meetings/take_back_invitation.html", {"delegation": found, "meeting": found.meeting})


@login_required
@require_POST
def submit_delegation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    try:
        actions.submit_delegation(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("The delegation is submitted. Its focal point and validator are told that it waits for approval.")
        done = _("The names are in. Each delegate gets a personal link to register.")
        messages.success(request, told if found.state_id else done)
    return redirect(found)


@login_required
@require_POST
def approve_delegation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    actions.approve_delegation(found, by=request.user)
    messages.success(request, _("The delegation is approved. Each delegate gets a personal link to register."))
    return redirect(found)


@login_required
def send_back_delegation(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    found = found_delegation(request, delegation_id)
    require(can_send_back_delegation(request.user, found), _("This delegation does not wait for approval."))
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.send_back_delegation(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The delegation is sent back. Those who named it are told why."))
            return redirect(found)
    context = {"delegation": found, "meeting": found.meeting, "form": form}
    return page(request, "meetings/send_back_delegation.html", context)
