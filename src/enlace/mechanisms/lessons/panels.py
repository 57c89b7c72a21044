"""Practice notes on the pages of others: of their mechanism."""

from enlace.accounts.rules import Anyone
from enlace.mechanisms.models import Mechanism, PracticeNote


def notes_of(mechanism: Mechanism, reader: Anyone) -> list[PracticeNote]:
    """Those of a mechanism that are cleared and that the reader sees, the newest first. One query."""
    seen = PracticeNote.objects.visible_to(reader).cleared().filter(mechanism=mechanism)
    return list(seen.order_by("-cleared_at", "-pk"))
