"""What the lists of a report's data are called, by their names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, str | Promise] = {
    "figures": _("Every figure of the report"),
    "members": _("Members and observers"),
    "meetings": _("Meetings"),
    "priorities": _("Priorities"),
    "commitments": _("Commitments"),
    "publications": _("Publications"),
    "participants": _("States at each meeting"),
    "progress": _("Reports of progress"),
    "strategies": _("Joint strategies"),
    "news": _("News"),
    "stories": _("Stories of impact"),
    "secretariat": _("The Technical Secretariat"),
    "mechanisms": _("National mechanisms"),
    "changes": _("What changed"),
    "practice_notes": _("Practice notes"),
    "meeting": _("The meeting"),
    "states_present": _("States that took part"),
    "observers": _("Observers"),
    "sessions": _("Sessions"),
    "reviews": _("Reviews of priorities"),
    "statements": _("Statements"),
    "initiatives": _("Initiatives since the last meeting"),
    "decisions": _("Decisions"),
    "papers": _("Papers"),
    "bodies": _("States and observers of which a report was asked"),
}

COLUMNS: Mapping[str, str | Promise] = {
    "id": _("Number"),
    "title": _("Title"),
    "figure": _("Figure"),
    "value": _("Value"),
    "part": _("Part"),
    "code": _("Code"),
    "since": _("Since"),
    "meeting": _("Meeting"),
    "begins_on": _("First day"),
    "ends_on": _("Last day"),
    "mode": _("Mode"),
    "place": _("Place"),
    "host": _("Host"),
    "institution": _("Institution"),
    "states_present": _("States present"),
    "decisions": _("Decisions"),
    "adopted_on": _("Adopted on"),
    "level": _("Level"),
    "parties": _("Parties"),
    "made": _("Made"),
    "renewed": _("Renewed"),
    "stands": _("Stands"),
    "outcome": _("Outcome"),
    "reports": _("Reports"),
    "evidence": _("Evidence"),
    "issued": _("Issued"),
    "kind": _("Kind"),
    "day": _("Day"),
    "language": _("Language"),
    "illustrative": _("Illustrative"),
    "address": _("Address"),
}
"""Of the commonest columns. Yes and no are 1 and 0."""
