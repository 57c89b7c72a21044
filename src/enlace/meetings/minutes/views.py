from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.clock import now
from enlace.core.form_errors import add_errors
from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.meetings.minutes import actions
from enlace.meetings.minutes.comparing import compared
from enlace.meetings.minutes.forms import MinutesForm
from enlace.meetings.minutes.printed import printed_minutes
from enlace.meetings.minutes.queries import Conflict, conflict_of, heads_of, last_minutes, minutes_of
from enlace.meetings.minutes.resent import keeps_what_was_sent, shown_again
from enlace.meetings.minutes.rules import can_open_approval, can_record_decision, can_write_minutes
from enlace.meetings.models import Approval, Meeting, MinutesVersion, Session
from enlace.network.parties import MEMBERS


@login_required
@require_safe
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = _meeting(request, meeting_id)
    context = {
        "meeting": meeting,
        "minutes": minutes_of(meeting, request.user),
        "last": last_minutes(meeting, request.user),
        "may_record": can_record_decision(request.user, meeting),
        "may_open": can_open_approval(request.user, meeting),
        "rounds": Approval.objects.visible_to(request.user).filter(meeting=meeting),
    }
    return page(request, "meetings/minutes.html", context)


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    """For members and those who organise it."""
    visible = Meeting.objects.visible_to(request.user)
    readable = visible if MEMBERS.holds(request.user) else visible.organised_by(request.user)
    return get_object_or_404(readable, pk=meeting_id)


@login_required
@require_safe
def minutes_pdf(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = minutes_of(_meeting(request, meeting_id), request.user)
    if found is None or found.empty:
        raise Http404
    name = f"{slugify(_('Minutes'))}-{meeting_id}.pdf"
    content = printed_minutes(found, at=now())
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _session(request: HttpRequest, session_id: int) -> Session:
    """Of a meeting that the reader organises."""
    organised = Meeting.objects.organised_by(request.user).values("pk")
    sessions = Session.objects.visible_to(request.user).filter(meeting__in=organised)
    return get_object_or_404(sessions.select_related("meeting"), pk=session_id)


@keeps_what_was_sent
def session_minutes(request: HttpRequest, session_id: int) -> HttpResponseBase:
    return _write(request, session_id) if request.method == "POST" else _show(request, session_id)


def _write(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = Session.objects.filter(pk=session_id).select_related("meeting").first()
    if session is None or not can_write_minutes(request.user, session):
        return shown_again(
            request, _("Nothing is saved: you may not write these minutes now. Keep a copy of your text.")
        )
    form = MinutesForm(request.POST, session=session)
    if form.is_valid():
        try:
            version = actions.save_minutes(session, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except PermissionDenied:
            return shown_again(request, _("Nothing is saved: the minutes were circulated meanwhile."))
        else:
            _told(request, session, version)
            return redirect("meetings:session_minutes", session.pk)
    return page(request, "meetings/session_minutes.html", _context(request, session, form))


def _told(request: HttpRequest, session: Session, version: MinutesVersion) -> None:
    if len(heads_of(session)) > 1:
        messages.warning(request, _("Saved. Somebody else has saved another text meanwhile: both are kept, see below."))
    else:
        at = timezone.localtime(version.at)
        messages.success(request, _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"})


@login_required
def _show(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = _session(request, session_id)
    return page(request, "meetings/session_minutes.html", _context(request, session, None))


def _context(request: HttpRequest, session: Session, form: MinutesForm | None) -> dict[str, object]:
    heads = heads_of(session)
    conflict = conflict_of(heads)
    may_write = can_write_minutes(request.user, session)
    if form is None and may_write:
        form = MinutesForm(initial=_initial(request, heads, conflict), session=session)
    return {
        "meeting": session.meeting,
        "session": session,
        "form": form if may_write else None,
        "current": heads[0] if heads else None,
        "conflict": conflict,
        "waiting": len(heads) - 2,
        "rows": compared(conflict.one.text, conflict.other.text) if conflict else [],
        "versions": MinutesVersion.objects.visible_to(request.user).filter(session=session).select_related("by"),
        "named": MEMBERS.holds(request.user),
        "fixed": Approval.objects.binding().filter(meeting=session.meeting_id).first(),
    }


def _initial(request: HttpRequest, heads: list[MinutesVersion], conflict: Conflict | None) -> dict[str, object]:
    """A conflict begins with both texts joined, or with the one that was chosen."""
    if conflict is None:
        newest = heads[0] if heads else None
        language = newest.language if newest else current_language()
        return {"text": newest.text if newest else "", "language": language, "base": newest.pk if newest else ""}
    texts = {"one": conflict.one.text, "other": conflict.other.text}
    text = texts.get(request.GET.get("from", ""), conflict.merge.text)
    return {
        "text": text,
        "language": conflict.one.language,
        "base": conflict.one.pk,
        "merged": conflict.other.pk,
    }


@login_required
@require_POST
def autosave_minutes(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """What was saved in words, and the version that the next save builds upon."""
    session = _session(request, session_id)
    form = MinutesForm(request.POST, session=session)
    if not form.is_valid():
        return JsonResponse({"said": _("Not saved. Save it with the button to see why.")}, status=400)
    try:
        version = actions.save_minutes(session, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return JsonResponse({"said": " ".join(error.messages)}, status=400)
    at = timezone.localtime(version.at)
    said = _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"}
    return JsonResponse({"base": version.pk, "said": said, "elsewhere": _elsewhere(session, version.pk)})


@login_required
@require_safe
def minutes_head(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """Whether another has saved since the version `base`, in words."""
    base = request.GET.get("base", "")
    return JsonResponse({"elsewhere": _elsewhere(_session(request, session_id), int(base) if base.isdecimal() else 0)})


def _elsewhere(session: Session, base: int) -> str:
    if not MinutesVersion.objects.filter(session=session).heads().exclude(pk=base).exists():
        return ""
    return _("Somebody else has saved another text. When you save, both are kept and can be joined.")


@login_required
@require_safe
def minutes_version(request: HttpRequest, minutes_version_id: int) -> HttpResponseBase:
    versions = MinutesVersion.objects.visible_to(request.user).select_related("session__meeting", "by", "base")
    version = get_object_or_404(versions, pk=minutes_version_id)
    heads = heads_of(version.session)
    context = {
        "meeting": version.session.meeting,
        "version": version,
        "rows": compared(version.base.text, version.text) if version.base else [],
        "base": heads[0] if heads else None,
        "is_head": version in heads,
        "named": MEMBERS.holds(request.user),
        "may_restore": can_write_minutes(request.user, version.session) and version not in heads,
    }
    return page(request, "meetings/minutes_version.html", context)


@login_required
@require_POST
def restore_minutes(request: HttpRequest, minutes_version_id: int) -> HttpResponseBase:
    versions = MinutesVersion.objects.visible_to(request.user).select_related("session__meeting")
    version = get_object_or_404(versions, pk=minutes_version_id)
    base = request.POST.get("base", "")
    known = versions.filter(session=version.session_id, pk=int(base) if base.isdecimal() else 0)
    actions.restore_minutes(version, by=request.user, base=known.first() or heads_of(version.session)[0])
    messages.success(request, _("The older text counts again, as a new version. The one before it is kept."))
    return redirect("meetings:session_minutes", version.session_id)
