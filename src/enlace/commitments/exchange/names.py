"""What a table may name: states, observers, themes, meetings and targets, by what people call them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from enlace.commitments.models import Body, Framework, Target
from enlace.core.languages import language_codes
from enlace.core.plain import plain
from enlace.meetings.models import Meeting
from enlace.network.models import Organisation, State
from enlace.network.states import state_code
from enlace.themes.models import Theme

FRAMEWORK_WORDS = {"sdg": "sdg", "ods": "sdg", "upr": "upr", "epu": "upr", "rpu": "upr", "other": "other"}
TARGET = re.compile(r"\A(?:(sdg|ods|upr|epu|rpu|other)[\s:]+)?(.+?)(?:\s*\(([a-z]{2})\))?\Z", re.IGNORECASE)

type TargetKey = tuple[str, str, int | None]
"""Framework, code, and the state of which a recommendation is."""


@dataclass
class Names:
    """Read once; what was found is kept, so that thousands of rows ask no more than a few."""

    codes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def states(self) -> dict[str, int]:
        return dict(State.objects.values_list("code", "pk"))

    @cached_property
    def organisations(self) -> dict[str, int]:
        """Observers by their names; a name that two of them bear names none."""
        return _unambiguous(
            (name, one.pk) for one in Organisation.objects.observers() for name in set(map(plain, one.name.values()))
        )

    @cached_property
    def themes(self) -> dict[str, int]:
        themes = list(Theme.objects.all())
        labels = ((name, theme.pk) for theme in themes for name in set(map(plain, _labels(theme))))
        return _unambiguous(labels) | {plain(theme.slug): theme.pk for theme in themes}

    @cached_property
    def meeting_records(self) -> dict[int, Meeting]:
        return {meeting.pk: meeting for meeting in Meeting.objects.all()}

    @cached_property
    def meetings(self) -> dict[str, int]:
        titles: list[tuple[str, int]] = []
        numbers: dict[str, int] = {}
        for meeting in self.meeting_records.values():
            titles += [(name, meeting.pk) for name in set(map(plain, meeting.title.values()))]
            if meeting.ordinal:
                numbers[str(meeting.ordinal)] = meeting.pk
        return numbers | _unambiguous(titles)

    @cached_property
    def targets(self) -> dict[TargetKey, int]:
        every = Target.objects.values_list("framework", "code", "state", "pk")
        return {(framework, plain(code), state): pk for framework, code, state, pk in every}

    def body(self, written: str) -> Body | None:
        if written not in self.codes:
            self.codes[written] = state_code(written, (*language_codes(), "en"))
        if (pk := self.states.get(self.codes[written])) is not None:
            return "state", pk
        organisation = self.organisations.get(plain(written))
        return None if organisation is None else ("organisation", organisation)

    def target(self, written: str, state: int | None) -> int | None:
        """`16.3` is of the SDGs; a recommendation is of the state that the cell names, or else of `state`."""
        parts = TARGET.match(written)
        if parts is None:
            return None
        framework = FRAMEWORK_WORDS[(parts[1] or "sdg").casefold()]
        own = self.states.get((parts[3] or "").upper())
        keys = [(framework, plain(parts[2]), one) for one in (own, None if own else state, None)]
        return next((self.targets[key] for key in keys if key in self.targets), None)

    def recommendation(self, code: str, state: int) -> int | None:
        return self.targets.get((Framework.UPR, plain(code), state))


def _labels(theme: Theme) -> list[str]:
    alternatives = theme.alternatives.values() if isinstance(theme.alternatives, dict) else ()
    return [*theme.label.values(), *(str(label) for labels in alternatives for label in labels)]


def _unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for name, pk in pairs:
        found[name].add(pk)
    return {name: pks.pop() for name, pks in found.items() if len(pks) == 1}
