"""The priorities that were adopted as a table, in the reader's language."""

from collections.abc import Callable, Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.consultations.priorities.queries import Adopted, ShownPriority
from enlace.network.exchange.table_writing import Written, as_csv
from enlace.network.exchange.tables import Cell


def priorities_table(meetings: Iterable[Adopted], absolute: Callable[[str], str]) -> bytes:
    """As CSV, a line for each; without the meeting where the reader does not see it. `absolute` makes addresses."""
    header = [
        *[_("Priority"), _("What it is about"), _("Challenge"), _("Level"), _("Challenge proposed by")],
        *[_("Meeting"), _("Adopted on"), _("Standing"), _("Reviewed on"), _("Note"), _("Illustrative"), _("Address")],
    ]
    rows = [_row(one, absolute) for meeting in meetings for one in meeting.priorities]
    return as_csv(Written(_("Priorities"), header, rows))


def _row(shown: ShownPriority, absolute: Callable[[str], str]) -> list[Cell]:
    priority, meeting, last = shown.priority, shown.occasion.meeting, shown.last
    challenge = priority.challenge
    return [
        str(priority.shown_title),
        str(priority.shown_text),
        str(challenge.shown_title),
        capfirst(challenge.get_approach_display()),
        challenge.state.name if challenge.state else _("The secretariat"),
        str(meeting.shown_title) if meeting else "",
        priority.adopted_on,
        capfirst(last.get_outcome_display()) if last else _("Not reviewed yet"),
        last.reviewed_on if last else "",
        str(last.shown_note) if last else "",
        _("yes") if priority.illustrative else _("no"),
        absolute(priority.get_absolute_url()),
    ]
