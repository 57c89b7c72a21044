"""What one may choose from on the dashboard: the states, observers, themes and meetings that the reader sees."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from enlace.accounts.rules import Anyone
from enlace.commitments.models import CommitmentEvent, CommitmentParty
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.meetings.models import Meeting
from enlace.network.models import Membership, Organisation, State
from enlace.themes.models import Theme


@dataclass(frozen=True)
class Choices:
    """Four queries, each once asked for, whatever the number of commitments."""

    reader: Anyone

    @cached_property
    def states(self) -> dict[str, State]:
        """By code in small letters, in the order of their names; `is_member` tells of today."""
        members = Membership.objects.on(today()).filter(state=OuterRef("pk"))
        found = State.objects.visible_to(self.reader).annotate(is_member=Exists(members))
        return {one.code.lower(): one for one in sorted(found, key=lambda state: plain(state.name))}

    @cached_property
    def observers(self) -> dict[str, Organisation]:
        """That promise something."""
        party = CommitmentParty.objects.filter(organisation=OuterRef("pk"))
        found = Organisation.objects.visible_to(self.reader).filter(Exists(party))
        return {str(one.pk): one for one in sorted(found, key=lambda one: plain(str(one.name)))}

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """At which something was promised, renewed, amended or closed; the latest first."""
        acts = CommitmentEvent.objects.in_force().filter(meeting=OuterRef("pk"))
        found = Meeting.objects.visible_to(self.reader).filter(Exists(acts))
        return {str(one.pk): one for one in found.order_by("-begins_on", "-pk")}

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """By slug: each broader one before its narrower ones, by label."""
        return {theme.slug: theme for theme, _depth in self.theme_tree}

    @cached_property
    def theme_tree(self) -> list[tuple[Theme, int]]:
        """Each with its depth."""
        narrower: dict[int | None, list[Theme]] = defaultdict(list)
        for theme in sorted(Theme.objects.visible_to(self.reader), key=lambda one: plain(str(one.label))):
            narrower[theme.broader_id].append(theme)

        def walk(broader: int | None, depth: int) -> Iterator[tuple[Theme, int]]:
            for theme in narrower[broader]:
                yield theme, depth
                yield from walk(theme.pk, depth + 1)

        return list(walk(None, 0))

    @cached_property
    def within(self) -> dict[int, set[int]]:
        """Each theme and all that are narrower, by the broadest to the narrowest."""
        found: dict[int, set[int]] = {theme.pk: {theme.pk} for theme, _depth in self.theme_tree}
        for theme, _depth in reversed(self.theme_tree):
            if theme.broader_id:
                found[theme.broader_id] |= found[theme.pk]
        return found

    def of(self, facet: str) -> dict[str, Any]:
        """What one may choose of a state, an observer, a theme, a meeting: value in the address → record."""
        found: dict[str, Any] = getattr(self, f"{facet}s")
        return found
