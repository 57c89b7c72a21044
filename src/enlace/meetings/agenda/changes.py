"""What differs between two publications of an agenda, or between the last one and the draft. Pure, no queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from enlace.meetings.agenda.facts import Facts, Item, item_from


class What(StrEnum):
    NEW = "new"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    REMOVED = "removed"
    DAY = "day"
    TIME = "time"
    ROOM = "room"
    TITLE = "title"
    SPEAKERS = "speakers"
    AUDIENCE = "audience"
    DETAILS = "details"


WORDS = {
    What.NEW: _("new"),
    What.CANCELLED: _("cancelled"),
    What.RESTORED: _("takes place after all"),
    What.REMOVED: _("no longer in the agenda"),
    What.DAY: _("another day"),
    What.TIME: _("another time"),
    What.ROOM: _("another room"),
    What.TITLE: _("another title"),
    What.SPEAKERS: _("other speakers"),
    What.AUDIENCE: _("another audience"),
    What.DETAILS: _("other details"),
}
OF_FIELDS = {
    What.DAY: ("day",),
    What.TIME: ("begins", "ends"),
    What.ROOM: ("room",),
    What.TITLE: ("title",),
    What.SPEAKERS: ("speakers",),
    What.AUDIENCE: ("audience", "observers"),
    What.DETAILS: ("summary", "kind", "languages", "interpretation", "illustrative"),
}


@dataclass(frozen=True)
class Change:
    """Everything that changed of one session; `before` is None where it was not there, `after` where it is gone."""

    session: int
    what: tuple[What, ...]
    before: Item | None
    after: Item | None

    @property
    def in_words(self) -> list[str]:
        return [str(WORDS[one]) for one in self.what]

    @property
    def item(self) -> Item:
        """As it is now or, where it is gone, as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError(f"Of session {self.session} nothing is told.")
        return found

    @property
    def moved(self) -> bool:
        return self.before is not None and bool({What.DAY, What.TIME} & set(self.what))


def changes_between(before: Mapping[int, Facts], after: Mapping[int, Facts]) -> list[Change]:
    """By session id → facts, one for each session that differs, in the order in which the sessions begin.

    Give only what a reader saw and sees: what they did not see before is new to them.
    """
    items = (
        {pk: item_from(facts) for pk, facts in before.items()},
        {pk: item_from(facts) for pk, facts in after.items()},
    )
    return changed_items(*items)


def changed_items(before: Mapping[int, Item], after: Mapping[int, Item]) -> list[Change]:
    found = [
        Change(pk, what, before.get(pk), after.get(pk))
        for pk in {*before, *after}
        if (what := _what(before.get(pk), after.get(pk)))
    ]
    return sorted(found, key=lambda one: (one.item.day, one.item.begins, one.session))


def _what(before: Item | None, after: Item | None) -> tuple[What, ...]:
    if before is None:
        return (What.NEW,)
    if after is None:
        return (What.REMOVED,)
    differ = [what for what, fields in OF_FIELDS.items() if _differ(before, after, fields)]
    if before.cancelled != after.cancelled:
        differ.insert(0, What.CANCELLED if after.cancelled else What.RESTORED)
    return tuple(differ)


def _differ(before: Item, after: Item, fields: Iterable[str]) -> bool:
    return any(getattr(before, field) != getattr(after, field) for field in fields)
