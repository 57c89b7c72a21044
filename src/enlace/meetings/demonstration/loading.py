"""The demonstration's meetings: those on record as the public record has them, and three that are worked out.

What is worked out was written for the demonstration. Nobody is told by mail of what it says was sent.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from enlace.core.models import Mail
from enlace.files.storing import atomic_with_files
from enlace.meetings.demonstration.cast import Cast, demonstration_cast, read
from enlace.meetings.demonstration.coming_delegations import make_coming_delegations
from enlace.meetings.demonstration.moments import day_of
from enlace.meetings.demonstration.outcome import make_outcome
from enlace.meetings.demonstration.papers import make_papers
from enlace.meetings.demonstration.past_delegations import make_past_delegations
from enlace.meetings.demonstration.programme import make_programme
from enlace.meetings.editions.actions import add_meeting
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.network.models import State


@contextmanager
def telling_nobody() -> Iterator[None]:
    """Whatever is posted within goes nowhere; for use within a transaction."""
    last = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    Mail.objects.filter(pk__gt=last).delete()


@atomic_with_files()
def make_demonstration_meetings() -> None:
    """For a demonstration network that has no meeting yet."""
    if Meeting.objects.exists() or not State.objects.exists():
        return
    cast = demonstration_cast()
    with telling_nobody():
        for entry in read("on_record"):
            _add(entry | {"audience": Audience.PUBLIC}, cast, illustrative=False)
        for name in ("anniversary", "technical", "next"):
            _work_out(read(name), cast)


def _work_out(plan: Mapping[str, Any], cast: Cast) -> None:
    meeting = _add(plan["meeting"], cast, illustrative=not plan["meeting"]["source"])
    sessions = make_programme(meeting, plan, cast)
    make_papers(meeting, plan, sessions)
    if "stages" in plan:
        make_coming_delegations(meeting, plan["stages"], cast)
        return
    make_past_delegations(meeting, plan, sessions, cast)
    make_outcome(meeting, plan, sessions, cast)


def _add(entry: Mapping[str, Any], cast: Cast, *, illustrative: bool) -> Meeting:
    begins = day_of(entry.get("begins_on", entry.get("days_ahead")))
    ends = day_of(entry["ends_on"]) if "ends_on" in entry else begins + timedelta(days=entry["length"] - 1)
    return add_meeting(
        by=None,
        ordinal=entry.get("ordinal"),
        title={code: text.replace("{year}", str(begins.year)) for code, text in entry["title"].items()},
        text=entry["text"],
        begins_on=begins,
        ends_on=ends,
        precision=entry["precision"],
        time_zone=entry["time_zone"],
        place=entry["place"],
        mode=entry["mode"],
        link=entry.get("link", ""),
        host=cast.organisation(entry.get("host", "")),
        co_organisers=[cast.organisations[key] for key in entry.get("co_organisers", ())],
        audience=entry["audience"],
        states_present=entry.get("states_present"),
        source=entry["source"],
        illustrative=illustrative,
    )
