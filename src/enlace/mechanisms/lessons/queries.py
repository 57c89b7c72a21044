"""What the network has learned, as pages and booklets take it."""

from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.mechanisms.models import Function, PracticeNote
from enlace.network.audiences import Audience


@dataclass(frozen=True)
class Lessons:
    """Of one function; `function` and `label` are empty for notes that name none."""

    function: str
    label: str
    notes: list[PracticeNote]


def tools_and_lessons(reader: Anyone) -> list[Lessons]:
    """Cleared notes for everybody, with their state and themes, the newest first; functions without a note left out.

    Two queries.
    """
    seen = PracticeNote.objects.visible_to(reader).cleared().filter(audience=Audience.PUBLIC)
    notes = list(seen.select_related("state").prefetch_related("themes").order_by("-cleared_at", "-pk"))
    functions = [(value, str(label)) for value, label in Function.choices]
    groups = [
        Lessons(value, label, [note for note in notes if note.function == value])
        for value, label in [*functions, ("", "")]
    ]
    return [group for group in groups if group.notes]
