"""What a calendar file proposes for one meeting, and how it waits in its uploader's own page until it is applied."""

from dataclasses import asdict
from datetime import date, time
from typing import Any

from django.core import signing
from django.utils.translation import override

from enlace.core.languages import language_codes
from enlace.core.plain import plain
from enlace.meetings.calendars.agenda_reading import Place, Proposal
from enlace.meetings.models import Meeting, SessionKind

SALT = "enlace.meetings.import_agenda"
FOUR_HOURS = 4 * 60 * 60


def place_of(meeting: Meeting) -> Place:
    names = tuple(sorted(set(meeting.place.values()), key=len, reverse=True))
    return Place(meeting.begins_on, meeting.ends_on, meeting.zone, names, _kinds())


def _kinds() -> dict[str, str]:
    """By their names in each language of the network."""
    found: dict[str, str] = {}
    for code in language_codes():
        with override(code):
            found |= {plain(str(label)): value for value, label in SessionKind.choices}
    return found


def sealed(proposals: list[Proposal], meeting: Meeting) -> str:
    """As a text that comes back unchanged or not at all, for this meeting alone."""
    rows = [
        asdict(one)
        | {"day": one.day.isoformat(), "begins": one.begins.isoformat("minutes"), "ends": one.ends.isoformat("minutes")}
        for one in proposals
    ]
    return signing.dumps({"meeting": meeting.pk, "rows": rows}, salt=SALT, compress=True)


def unsealed(text: str, meeting: Meeting) -> list[Proposal]:
    """Raises BadSignature for what was changed, is of another meeting, or is older than four hours."""
    kept: dict[str, Any] = signing.loads(text, salt=SALT, max_age=FOUR_HOURS)
    if kept["meeting"] != meeting.pk:
        raise signing.BadSignature("Of another meeting")
    return [
        Proposal(
            **row
            | {
                "day": date.fromisoformat(row["day"]),
                "begins": time.fromisoformat(row["begins"]),
                "ends": time.fromisoformat(row["ends"]),
            }
        )
        for row in kept["rows"]
    ]
