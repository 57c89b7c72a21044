"""What the agenda offers to the pages of a meeting and to the workspace, as the registry asks for it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.clock import now
from enlace.core.menu import entry_to
from enlace.core.registry import Due, Entry, Panel
from enlace.meetings.agenda.changes import changed_items
from enlace.meetings.agenda.programme import programme
from enlace.meetings.agenda.queries import (
    Items,
    clashes_in,
    drafted,
    facts_of_all,
    items_of,
    last_published,
    published_agenda,
)
from enlace.meetings.agenda.rules import can_publish_agenda, can_see_draft_agenda
from enlace.meetings.models import Meeting

SHOWN = 12
"""Sessions on the page of a meeting; the agenda holds them all."""
PUBLISHED_BEFORE = timedelta(days=14)
"""The agenda is expected so long before the meeting, and said to be missing twice as long before."""


def agenda_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not meeting.agenda_versions.exists():
        return None
    address = reverse("meetings:agenda", args=[meeting.pk])
    return Entry(_("Agenda"), address, "page" if request.path == address else "")


def draft_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not can_see_draft_agenda(request.user, meeting):
        return None
    return entry_to(reverse("meetings:edit_agenda", args=[meeting.pk]), _("Edit the agenda"), request)


def programme_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """What is still to come of the sessions that the reader sees or, once all are over, the first ones."""
    published = published_agenda(meeting, request.user)
    organises = can_see_draft_agenda(request.user, meeting)
    if published is None or not published.items:
        return Panel("meetings/panels/no_agenda.html", {"meeting": meeting}) if organises else None
    coming = {pk: one for pk, one in published.items.items() if one.ends_at(meeting.zone) > now()}
    shown = _first(coming or published.items)
    return Panel(
        "meetings/panels/programme.html",
        {
            "meeting": meeting,
            "days": programme(meeting, shown),
            "count": len(published.items),
            "all_shown": len(shown) == len(published.items),
        },
    )


def _first(items: Items) -> Items:
    in_order = sorted(items.items(), key=lambda pair: (pair[1].day, pair[1].begins, pair[0]))
    return dict(in_order[:SHOWN])


def due_agenda(user: User, day: date) -> Iterator[Due]:
    """Of the meetings that somebody organises: an agenda that is not published yet, changes that nobody was told."""
    coming = Meeting.objects.organised_by(user).coming()
    for meeting in coming:
        if can_publish_agenda(user, meeting):
            yield from _due_of(meeting, day)


def _due_of(meeting: Meeting, day: date) -> Iterator[Due]:
    sessions, before = drafted(meeting), last_published(meeting)
    address = reverse("meetings:edit_agenda", args=[meeting.pk])
    if not before:
        if meeting.begins_on - 2 * PUBLISHED_BEFORE <= day:
            yield Due(
                _("The agenda of “%(meeting)s” is not published") % {"meeting": meeting.shown_title},
                _("Delegations see it, and are told, once it is published."),
                address,
                _("Open the draft"),
                meeting.begins_on - PUBLISHED_BEFORE,
            )
        return
    changes = changed_items(before, items_of(facts_of_all(sessions)))
    clashes = clashes_in(sessions)
    if changes:
        said = ngettext(
            "%(count)d session of “%(meeting)s” differs from the published agenda",
            "%(count)d sessions of “%(meeting)s” differ from the published agenda",
            len(changes),
        )
        yield Due(
            said % {"count": len(changes), "meeting": meeting.shown_title},
            _("Nobody is told of a change until the agenda is published again."),
            address,
            _("Open the draft"),
        )
    if clashes:
        said = ngettext(
            "%(count)d clash in the agenda of “%(meeting)s”",
            "%(count)d clashes in the agenda of “%(meeting)s”",
            len(clashes),
        )
        yield Due(
            said % {"count": len(clashes), "meeting": meeting.shown_title},
            _("A room or a person is asked for twice at the same time."),
            address,
            _("Open the draft"),
        )
