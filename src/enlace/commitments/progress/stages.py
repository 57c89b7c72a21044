"""Where a report stands, from its moments. No Django."""

from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """`sent_back` is a draft again, with the reason; `taken_back` is seen by its own body alone."""

    DRAFT = "draft"
    SENT_BACK = "sent_back"
    WAITING = "waiting"
    CLEARED = "cleared"
    TAKEN_BACK = "taken_back"


def stage_of(progress: Any) -> Stage:
    if progress.taken_back_at:
        return Stage.TAKEN_BACK
    if progress.cleared_at:
        return Stage.CLEARED
    if progress.submitted_at:
        return Stage.WAITING
    return Stage.SENT_BACK if progress.sent_back_why else Stage.DRAFT
