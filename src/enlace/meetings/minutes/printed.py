"""The minutes of a meeting on paper, as data for `minutes.typ`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.typesetting import typeset
from enlace.meetings.minutes.queries import DecisionLine, Minutes
from enlace.meetings.minutes.text_blocks import text_blocks
from enlace.network.dated import day_in_words

TEMPLATE = Path(__file__).parent / "typst" / "minutes.typ"


def printed_minutes(minutes: Minutes, *, at: datetime) -> bytes:
    """In the reader's language, each text in its own. How they stand is on every page."""
    meeting = minutes.meeting
    data = {
        "meeting": f"{meeting.shown_title}, {meeting.days_in_words}",
        "standing": _standing(minutes, at),
        "sample": _("Illustrative") if _is_sample(minutes) else "",
        "rest": _("Decisions of the meeting as a whole"),
        "parts": [
            {
                "title": part.title.text,
                "title_language": part.title.language,
                "when": f"{day_in_words(part.day)}, {part.hours}",
                "language": part.language or part.title.language,
                "blocks": [asdict(block) for block in text_blocks(part.text)],
                "decisions": _lines(part.decisions),
            }
            for part in minutes.parts
            if part.text or part.decisions
        ],
        "decisions": _lines(minutes.decisions),
    }
    return typeset(TEMPLATE, data, language=current_language(), title=_("Minutes"), at=at)


def _is_sample(minutes: Minutes) -> bool:
    circulated = minutes.approval is not None and minutes.approval.illustrative
    return minutes.meeting.illustrative or circulated or any(part.illustrative for part in minutes.parts)


def _lines(decisions: Sequence[DecisionLine]) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Decision %(number)s") % {"number": one.number},
            "text": one.text.text,
            "language": one.text.language,
            "doer": ", ".join(part for part in (one.owner.text, _until(one)) if part),
        }
        for one in decisions
    ]


def _until(one: DecisionLine) -> str:
    return _("until %(due)s") % {"due": day_in_words(one.due_on)} if one.due_on else ""


def _standing(minutes: Minutes, at: datetime) -> str:
    approval = minutes.approval
    if approval is None:
        return _("Draft of %(day)s") % {"day": day_in_words(localdate(at))}
    if approval.approved_at:
        day = day_in_words(localdate(approval.approved_at))
        return _("Approved by written procedure on %(approved)s.") % {"approved": day}
    if approval.settled_at is None:
        return _("Circulates for approval until %(day)s") % {"day": day_in_words(approval.closes_on)}
    return _("Circulated and not approved")
