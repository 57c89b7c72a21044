"""Badges and letters, as PDF in nobody's cache."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.clock import now
from enlace.core.languages import current_language
from enlace.core.permission import require
from enlace.meetings.door.badges import Badge, badges_of, badges_of_meeting, badges_pdf, coming_with
from enlace.meetings.door.letters import letter_to
from enlace.meetings.door.rules import can_print_badges, can_print_letter
from enlace.meetings.models import Delegate, Delegation, Meeting


@require_safe
@login_required
def badges(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_print_badges(request.user, meeting))
    return _badges(meeting, badges_of_meeting(meeting, request.user), f"badges-{meeting.pk}")


@require_safe
@login_required
def delegation_badges(request: HttpRequest, delegation_id: int) -> HttpResponse:
    seen = Delegation.objects.visible_to(request.user).select_related("meeting")
    delegation = get_object_or_404(seen, pk=delegation_id)
    require(can_print_badges(request.user, delegation.meeting))
    return _badges(delegation.meeting, badges_of(coming_with(delegation)), f"badges-delegation-{delegation.pk}")


@require_safe
@login_required
def delegate_badge(request: HttpRequest, delegate_id: int) -> HttpResponse:
    seen = Delegate.objects.visible_to(request.user).select_related("delegation__meeting")
    delegate = get_object_or_404(seen, pk=delegate_id)
    delegation = delegate.delegation
    require(can_print_badges(request.user, delegation.meeting))
    printed = [one for one in coming_with(delegation) if one.pk == delegate.pk]
    return _badges(delegation.meeting, badges_of(printed), f"badge-{delegate.pk}")


@require_safe
@login_required
def letter(request: HttpRequest, delegation_id: int) -> HttpResponse:
    seen = Delegation.objects.visible_to(request.user).select_related("meeting__host", "state", "organisation")
    delegation = get_object_or_404(seen, pk=delegation_id)
    require(can_print_letter(request.user, delegation))
    printed = letter_to(delegation, at=now())
    return _pdf(printed.content, f"letter-{delegation.pk}", printed.language)


def _badges(meeting: Meeting, printed: Iterable[Badge], name: str) -> HttpResponse:
    found = list(printed)
    if not found:
        raise Http404(_("Nobody is approved yet, so there is no badge to print."))
    return _pdf(badges_pdf(meeting, found, at=now()), name, current_language())


def _pdf(content: bytes, name: str, language: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}-{language}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
