"""What of practice notes is searched: title and text. Drafts are found by their own state alone."""

from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.core.searchable import Indexed, Searchable, addressed_by_number, affected_through
from enlace.mechanisms.models import PracticeNote


def searchable_notes() -> Searchable:
    ways = {"network.state": "state", "themes.theme": "themes"}
    return Searchable(
        kind="lesson",
        label=_("Tools and lessons"),
        singular=PracticeNote._meta.verbose_name,
        seen=PracticeNote.objects.visible_to,
        addresses=addressed_by_number("mechanisms:practice_note"),
        read=read_notes,
        affected=affected_through(PracticeNote, ways),
    )


def read_notes(ids: Collection[int]) -> Iterator[Indexed]:
    """The office and its e-mail are no words of a note."""
    notes = PracticeNote.objects.filter(pk__in=ids).select_related("state").prefetch_related("themes").order_by("pk")
    for note in notes:
        yield Indexed(
            id=note.pk,
            titles=note.title,
            texts=note.text,
            day=timezone.localdate(note.cleared_at).isoformat() if note.cleared_at else "",
            themes=tuple(theme.slug for theme in note.themes.all()),
            states=(note.state.code,),
        )
