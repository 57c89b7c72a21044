"""What an import of themes would do, before it is done: an import is a plan."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from enlace.core.texts import Texts
from enlace.themes.exchange.facts import Facts
from enlace.themes.exchange.said import Problem


@dataclass(frozen=True)
class Step:
    """A theme to be made, or one to be changed from `before` to `after`."""

    after: Facts
    before: Facts | None = None

    @property
    def changes(self) -> list[str]:
        """The names of the fields that become other."""
        return [
            name for name in FIELDS if self.before is None or compared(self.before, name) != compared(self.after, name)
        ]

    @property
    def name(self) -> str:
        return str(Texts(self.after.label))

    @property
    def changes_in_words(self) -> str:
        return ", ".join(str(FIELDS[name]) for name in self.changes)


FIELDS = {
    "label": gettext_lazy("name"),
    "terms": gettext_lazy("other names"),
    "definition": gettext_lazy("definition"),
    "broader": gettext_lazy("what it stands beneath"),
    "related": gettext_lazy("related themes"),
}


def compared(facts: Facts, name: str) -> Any:
    """The order of terms says nothing."""
    value = getattr(facts, name)
    return sorted(sorted(term.items()) for term in value) if name == "terms" else value


@dataclass(frozen=True)
class Plan:
    """`same` and `missing` are slugs: what the file says already is so, and what it does not name, which is left."""

    new: list[Step] = field(default_factory=list)
    changed: list[Step] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and bool(self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        """Of the steps and of what stands there before."""
        steps = [(_plain(one.before), _plain(one.after)) for one in (*self.new, *self.changed)]
        return hashlib.sha256(json.dumps(steps, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def counts(self) -> Mapping[str, int]:
        return {name: len(getattr(self, name)) for name in ("new", "changed", "same", "missing", "problems", "notes")}


def _plain(facts: Facts | None) -> Any:
    return asdict(facts) | {"related": sorted(facts.related)} if facts else None


def as_recorded(step: Step) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after, as the audit log writes them: the fields that become other, without what is empty."""
    sides = [step.before, step.after]
    said = [{name: _json(getattr(one, name)) for name in step.changes if one and getattr(one, name)} for one in sides]
    return said[0], said[1]


def _json(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
