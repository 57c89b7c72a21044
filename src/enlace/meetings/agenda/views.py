"""The agenda and its sessions, as readers read them: as published last."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.core.registry import registered
from enlace.meetings.agenda.changes import changed_items
from enlace.meetings.agenda.facts import Item, facts_of, item_from
from enlace.meetings.agenda.forms import PaperForm, ZoneForm
from enlace.meetings.agenda.printed import printed_agenda
from enlace.meetings.agenda.programme import line_of, programme
from enlace.meetings.agenda.queries import observer_names, published_agenda, published_item
from enlace.meetings.agenda.rules import can_edit_agenda, can_join_session, can_see_draft_agenda
from enlace.meetings.editions.rules import can_join_meeting
from enlace.meetings.models import Meeting, Session

ZONE = "agenda_zone"


@require_safe
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    form, published = zone_form(request, meeting), published_agenda(meeting, request.user)
    context = {
        "meeting": meeting,
        "zone_form": form,
        "published": published,
        "may_edit": can_edit_agenda(request.user, meeting),
        "layout": "ui/base.html",
    }
    if published:
        names = observer_names(published.items)
        context["days"] = programme(meeting, published.items, chosen(form), published.changes, names)
        context["changes"] = published.changes
        context["paper_form"] = PaperForm(initial={"language": current_language()})
    return page(request, f"meetings/{'agenda' if request.user.is_authenticated else 'public_agenda'}.html", context)


@require_safe
def agenda_pdf(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What is asked of it wrongly is no address of ours."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    form = PaperForm({"language": current_language()} | request.GET.dict())
    content = printed_agenda(meeting, request.user, form.chosen) if form.is_valid() else None
    if content is None:
        raise Http404
    name = f"{slugify(_('Agenda'))}-{meeting_id}-{'-'.join(form.chosen)}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    found = get_object_or_404(Session.objects.visible_to(request.user).select_related("meeting"), pk=session_id)
    meeting, organises = found.meeting, can_see_draft_agenda(request.user, found.meeting)
    published = published_item(found, request.user)
    if published is None and not organises:
        raise Http404
    item, form = published or _draft(found), zone_form(request, meeting)
    sees_meeting = Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists()
    context = {
        "meeting": meeting,
        "session": found,
        "line": line_of(meeting, found.pk, item, chosen(form), observers=observer_names({found.pk: item})),
        "zone_form": form,
        "is_draft": published is None,
        "differs": organises and bool(changed_items({1: item}, {1: _draft(found)})),
        "may_edit": can_edit_agenda(request.user, meeting),
        "link": _link(request, found),
        "panels": [panel for offer in registered("session_panel") if (panel := offer(request, found)) is not None],
        "sees_meeting": sees_meeting,
        "layout": "ui/workspace.html" if request.user.is_authenticated else "ui/base.html",
    }
    framed = request.user.is_authenticated and sees_meeting
    return page(request, f"meetings/{'session' if framed else 'public_session'}.html", context)


def _link(request: HttpRequest, session: Session) -> str:
    """That of the whole meeting stands in for a session without one, for who may join the whole of it."""
    if not can_join_session(request.user, session):
        return ""
    return session.link or (session.meeting.link if can_join_meeting(request.user, session.meeting) else "")


def _draft(session: Session) -> Item:
    observers = session.observers.values_list("pk", flat=True)
    return item_from(facts_of(session, observers, session.speakers.all()))


def zone_form(request: HttpRequest, meeting: Meeting) -> ZoneForm:
    """Bound to the zone asked for; who is signed in finds the one of the last time again."""
    asked = request.GET.get("zone")
    signed_in = request.user.is_authenticated
    kept = request.session.get(ZONE, "") if signed_in else ""
    form = ZoneForm(meeting, {"zone": kept if asked is None else asked})
    if signed_in and asked is not None and form.is_valid() and asked != kept:
        request.session[ZONE] = asked
    return form


def chosen(form: ZoneForm) -> str:
    """Empty for the place's own clock, and for what is no zone."""
    return str(form.cleaned_data["zone"]) if form.is_valid() else ""
