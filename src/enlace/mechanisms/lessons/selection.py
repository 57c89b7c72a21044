"""What the page of lessons shows: cleared notes narrowed by function, theme and state; and the state's own drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.text import capfirst

from enlace.accounts.rules import Anyone
from enlace.core.narrowed import Narrowed, by_label, choices_of
from enlace.mechanisms.lessons.standing import Stage, drafts, stage_of
from enlace.mechanisms.models import Function, PracticeNote
from enlace.mechanisms.models.lessons import PracticeNoteQuerySet
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.themes.models import Theme

PER_PAGE, WORTH_NARROWING = 20, 6
FILTERS = ("function", "theme", "state")


@dataclass(frozen=True)
class OwnNote:
    """One that nobody outside its state reads."""

    note: PracticeNote
    stage: Stage


@dataclass(frozen=True)
class Selection(Narrowed):
    """Its choices are of what the reader sees."""

    own: list[OwnNote]
    may_add: bool

    @property
    def is_long(self) -> bool:
        return self.total > WORTH_NARROWING or bool(self.asked)


def selection_of(asked: Mapping[str, str], reader: Anyone) -> Selection:
    """In a number of queries that does not grow with the notes."""
    seen = PracticeNote.objects.visible_to(reader).cleared()
    total = seen.count()
    given = {name: asked[name].replace("\0", "") for name in FILTERS if asked.get(name)}
    theme = Theme.objects.filter(slug=given["theme"]).first() if "theme" in given else None
    known = _known(seen, theme) if total > WORTH_NARROWING or given else {}
    chosen = {name: value for name, value in given.items() if value in dict(known[name])}
    found = seen.filter(_wanted(chosen, theme)).select_related("state").prefetch_related("themes")
    leaf = Paginator(found.order_by("-cleared_at", "-pk"), PER_PAGE).get_page(asked.get("page"))
    own, roles = own_notes(reader), roles_of(reader)
    may_add = any(roles.acts_for(pk) for pk in roles.states)
    return Selection(
        page=leaf,
        total=total,
        asked=chosen,
        choices=choices_of(known, chosen),
        unknown=given != chosen,
        own=own,
        may_add=may_add,
    )


def own_notes(reader: Anyone) -> list[OwnNote]:
    """Drafts of the reader's states, the oldest first, then what was withdrawn. At most two queries."""
    states = roles_of(reader).states
    if not states:
        return []
    drafted = drafts().filter(state__in=states).select_related("state").order_by("drafted_at", "pk")
    found = [OwnNote(note, stage_of(note, is_sent_back=_is_sent_back(note))) for note in drafted]
    withdrawn = PracticeNote.objects.filter(state__in=states, withdrawn_at__isnull=False)
    gone = withdrawn.select_related("state").order_by("-withdrawn_at", "-pk")
    return [*found, *(OwnNote(note, Stage.WITHDRAWN) for note in gone)]


def _is_sent_back(note: Any) -> bool:
    return bool(note.is_sent_back)


def _wanted(chosen: Mapping[str, str], theme: Theme | None) -> Q:
    """A theme stands for those beneath it too."""
    wanted = Q()
    if "function" in chosen:
        wanted &= Q(function=chosen["function"])
    if "state" in chosen:
        wanted &= Q(state__code=chosen["state"])
    if "theme" in chosen and theme is not None:
        tagged = PracticeNote.themes.through.objects.filter(theme__in=theme.ids_within())
        wanted &= Q(pk__in=tagged.values("practicenote"))
    return wanted


def _known(seen: PracticeNoteQuerySet, theme: Theme | None) -> dict[str, list[tuple[str, str]]]:
    """Value and label of each filter, of what there is; the theme asked for too, under which others may stand."""
    functions = set(seen.order_by().values_list("function", flat=True).distinct())
    themes = {one.slug: one for one in Theme.objects.filter(pk__in=seen.order_by().values("themes"))}
    if theme is not None:
        themes[theme.slug] = theme
    states = State.objects.filter(pk__in=seen.order_by().values("state"))
    return {
        "function": [(value, capfirst(str(label))) for value, label in Function.choices if value in functions],
        "theme": by_label([(slug, str(one)) for slug, one in themes.items()]),
        "state": by_label([(one.code, one.name) for one in states]),
    }
