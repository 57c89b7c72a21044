"""The agenda of a meeting of the demonstration: drafted, published, changed and published again."""

from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from typing import Any

from enlace.meetings.agenda.actions import SessionFields, add_session, cancel_session, change_session
from enlace.meetings.agenda.publish_actions import publish_agenda
from enlace.meetings.agenda.speaker_actions import add_speaker
from enlace.meetings.demonstration.cast import Cast
from enlace.meetings.demonstration.moments import When, moment_of
from enlace.meetings.models import AgendaVersion, Meeting, Session, Speaker

type Sessions = dict[str, Session]


def make_programme(meeting: Meeting, plan: Mapping[str, Any], cast: Cast) -> Sessions:
    """By key. `before` is how a session stood at first, `draft` how it stands since the agenda was published last."""
    entries = plan["sessions"]
    sessions = {
        entry["key"]: _add(meeting, entry | entry.get("before", {}), cast)
        for entry in entries
        if not entry.get("draft_only")
    }
    first, *later = plan["published"]
    _publish(meeting, first)
    for entry in entries:
        if "before" in entry:
            change_session(sessions[entry["key"]], by=None, **_slot(meeting, entry))
        if entry.get("cancelled"):
            cancel_session(sessions[entry["key"]], by=None)
    for when in later:
        _publish(meeting, when)
    for entry in entries:
        if entry.get("draft_only"):
            sessions[entry["key"]] = _add(meeting, entry, cast)
        if "draft" in entry:
            change_session(sessions[entry["key"]], by=None, **_slot(meeting, entry | entry["draft"]))
    return {entry["key"]: sessions[entry["key"]] for entry in entries}


def _publish(meeting: Meeting, when: When) -> None:
    version = publish_agenda(meeting, by=None, tell=False)
    AgendaVersion.objects.filter(pk=version.pk).update(published_at=moment_of(when, meeting.zone))


def _slot(meeting: Meeting, entry: Mapping[str, Any]) -> SessionFields:
    return {
        "day": meeting.begins_on + timedelta(days=entry["day"]),
        "begins": time.fromisoformat(entry["begins"]),
        "ends": time.fromisoformat(entry["ends"]),
    }


def _add(meeting: Meeting, entry: Mapping[str, Any], cast: Cast) -> Session:
    fields: SessionFields = {
        "kind": entry["kind"],
        "title": entry["title"],
        "summary": entry["summary"],
        "room": entry["room"],
        "languages": entry["languages"],
        "interpretation": entry["interpretation"],
        "audience": entry["audience"],
        "observers": [cast.organisations[key] for key in entry.get("observers", ())],
        "illustrative": True,
        **_slot(meeting, entry),
    }
    session = add_session(meeting, by=None, **fields)
    for one in entry["speakers"]:
        add_speaker(
            session,
            by=None,
            part=one["part"],
            shown_as=one["shown_as"],
            sector=one["sector"],
            state=cast.states.get(one.get("state", "")),
            organisation=cast.organisation(one.get("organisation", "")),
            person=cast.people.get(one.get("account", "")),
        )
    return session


def speakers_of(session: Session, entry: Mapping[str, Any]) -> Iterable[tuple[Speaker, dict[str, Any]]]:
    """Each with what is written of them."""
    return zip(session.speakers.order_by("order"), entry["speakers"], strict=True)
