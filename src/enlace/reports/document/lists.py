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
