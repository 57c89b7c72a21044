"""Papers and contributions, as the registry offers them: their files, menu, sections, and what is expected."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.menu import entry_to
from enlace.core.registry import Due, Entry, Panel
from enlace.files.owners import FileOwner
from enlace.meetings.models import Contribution, Meeting, Paper, PaperText, Session, Speaker, SpeakerPart
from enlace.meetings.papers.queries import shown_papers
from enlace.meetings.papers.rules import (
    can_add_paper,
    can_change_contribution,
    can_change_paper_text,
    can_erase_slides,
    can_write_contribution,
)
from enlace.meetings.papers.sessions import organises

EXPECTED_BEFORE = timedelta(days=14)
"""Title and summary of a speaker are due so long before the meeting."""


def paper_files() -> FileOwner:
    return FileOwner(PaperText, can_change_paper_text, can_change_paper_text)


def slides() -> FileOwner:
    return FileOwner(Contribution, can_change_contribution, can_erase_slides)


def papers_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not request.user.is_authenticated:
        return None
    seen = Paper.objects.visible_to(request.user).filter(session__meeting=meeting)
    if not organises(request.user, meeting) and not seen.exists():
        return None
    return entry_to(reverse("meetings:papers", args=[meeting.pk]), _("Papers"), request)


def papers_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """How many papers of the meeting its reader may read, and the way to all of them."""
    if not request.user.is_authenticated:
        return None
    count = Paper.objects.visible_to(request.user).filter(session__meeting=meeting).count()
    return Panel("meetings/panels/papers.html", {"meeting": meeting, "count": count}) if count else None


def session_papers_panel(request: HttpRequest, session: Session) -> Panel | None:
    papers = shown_papers(Paper.objects.visible_to(request.user).filter(session=session))
    may_add = can_add_paper(request.user, session)
    if not papers and not may_add:
        return None
    context = {"session": session, "papers": papers, "may_add": may_add}
    return Panel("meetings/panels/session_papers.html", context)


def contributions_panel(request: HttpRequest, session: Session) -> Panel | None:
    """What speakers bring, and the way to write it for who may."""
    speakers = session.speakers.filter(part=SpeakerPart.SPEAKER).select_related("session__meeting__host", "person")
    seen = {one.speaker_id: one for one in Contribution.objects.visible_to(request.user).filter(speaker__in=speakers)}
    shown = []
    for speaker in speakers:
        brought = seen.get(speaker.pk)
        may_write = brought is None and can_write_contribution(request.user, speaker)
        if brought is not None or may_write:
            shown.append({"speaker": speaker, "contribution": brought, "may_write": may_write})
    return Panel("meetings/panels/contributions.html", {"session": session, "shown": shown}) if shown else None


def due_contributions(user: User, day: date) -> Iterator[Due]:
    """Of speakers with an account: title and summary, once the agenda names them."""
    speaking = Speaker.objects.filter(
        person__user=user,
        part=SpeakerPart.SPEAKER,
        session__cancelled_at=None,
        session__versions__isnull=False,
        session__meeting__cancelled_at=None,
        session__meeting__ends_on__gte=day,
        contribution__submitted_at=None,
    )
    for speaker in speaking.select_related("session__meeting", "contribution").distinct().order_by("pk"):
        session = speaker.session
        written = getattr(speaker, "contribution", None)
        address = written.get_absolute_url() if written else reverse("meetings:write_contribution", args=[speaker.pk])
        yield Due(
            title=_("Title and summary: %(session)s") % {"session": session.shown_title},
            explained=_("You speak at %(meeting)s. Say what you bring, with slides if there are any.")
            % {"meeting": session.meeting.shown_title},
            address=address,
            verb=_("Submit it") if written else _("Write it"),
            day=session.meeting.begins_on - EXPECTED_BEFORE,
        )
