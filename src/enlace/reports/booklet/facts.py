"""What a closed edition says of national mechanisms, as everybody may read it: its entries, never the register now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.mechanisms.editions.freezing import Then, frozen_facts, then_of
from enlace.mechanisms.editions.queries import name_of, verified_on
from enlace.mechanisms.editions.shown_changes import ShownChange, shown_changes
from enlace.mechanisms.lessons.queries import Lessons, tools_and_lessons
from enlace.mechanisms.models import Edition, Entry
from enlace.mechanisms.register.facts import FUNCTIONS, Facts
from enlace.mechanisms.register.shown import ShownSection, shown_sections
from enlace.network.composition import members_on
from enlace.network.models import State

EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class Featured:
    """A mechanism in the edition. `earlier` is its last entry in an edition before, `since` the first that has it."""

    entry: Entry
    since: Edition
    earlier: Entry | None

    @property
    def pk(self) -> int:
        return self.entry.mechanism_id

    @property
    def facts(self) -> Facts:
        """Those that are known; the contact only if it was public then."""
        return frozen_facts(self.entry)

    @property
    def then(self) -> Then:
        return then_of(self.entry)

    @property
    def illustrative(self) -> bool:
        return self.then.illustrative

    @property
    def name(self) -> Text:
        return name_of(self.entry)

    @property
    def country_name(self) -> str:
        return str(self.then.country_name)

    @property
    def verified_on(self) -> date | None:
        return verified_on(self.entry)

    @property
    def status(self) -> str:
        return str(self.facts.get("status", {}).get("status", ""))

    @property
    def launched_in(self) -> int | None:
        """The year."""
        written = self.facts.get("launch", {}).get("launched_on", "")
        return int(written[:4]) if written else None

    @property
    def functions(self) -> list[str]:
        """Those of which something is known."""
        facts = self.facts
        return [name for name in FUNCTIONS if name in facts]

    def sections(self) -> list[ShownSection]:
        facts = self.facts
        return shown_sections(facts, self.entry.verified, contact="contact" in facts)

    def changes(self) -> list[ShownChange]:
        """Since `earlier`; of one that stands for the first time none."""
        return [] if self.earlier is None else shown_changes(frozen_facts(self.earlier), self.facts)


@dataclass(frozen=True)
class BookletFacts:
    """Mechanisms by the names of their states. `before` is the edition before, `left` what it had and this one lacks.

    `day` is that of closing; `members` belonged to the network then, `known` are states of the mechanisms by code, as
    far as they are or were members. `lessons` are as they are today.
    """

    edition: Edition
    day: date
    today: date
    before: Edition | None
    mechanisms: Sequence[Featured]
    left: Sequence[Entry]
    members: Sequence[State]
    known: Mapping[str, State]
    lessons: Sequence[Lessons]

    @property
    def featured_before(self) -> list[Featured]:
        return [one for one in self.mechanisms if one.earlier is not None]

    @property
    def new(self) -> list[Featured]:
        return [one for one in self.mechanisms if one.earlier is None]

    @property
    def countries(self) -> dict[str, str]:
        """The names of the states by code, in the order of the mechanisms."""
        return {one.then.country: one.country_name for one in self.mechanisms}

    @property
    def notes(self) -> int:
        return sum(len(group.notes) for group in self.lessons)

    @property
    def illustrative(self) -> bool:
        """Whether anything of it was written for a demonstration."""
        notes = any(note.illustrative for group in self.lessons for note in group.notes)
        return self.edition.illustrative or notes or any(one.illustrative for one in self.mechanisms)


def booklet_facts(edition: Edition) -> BookletFacts:
    """Of a closed one, in a number of queries that does not grow. Raises ValueError for one that is not closed."""
    if edition.closed_at is None:
        raise ValueError("An edition that is not closed says nothing yet.")
    day = timezone.localdate(edition.closed_at)
    past = _closed_before(edition)
    earlier = _entries(past)
    mechanisms = [_featured(entry, edition, earlier.get(pk, ())) for pk, (entry,) in _entries([edition]).items()]
    here = {one.pk for one in mechanisms}
    before = past[-1] if past else None
    last = [own[-1] for pk, own in earlier.items() if pk not in here and own[-1].edition_id == past[-1].pk]
    codes = {one.then.country for one in mechanisms}
    return BookletFacts(
        edition=edition,
        day=day,
        today=today(),
        before=before,
        mechanisms=sorted(mechanisms, key=lambda one: (plain(one.country_name), plain(str(one.name)), one.pk)),
        left=sorted(last, key=lambda one: (plain(str(then_of(one).country_name)), one.mechanism_id)),
        members=[one.state for one in members_on(day)],
        known={one.code: one for one in State.objects.filter(code__in=codes)},
        lessons=tools_and_lessons(EVERYBODY),
    )


def _closed_before(edition: Edition) -> list[Edition]:
    """The oldest first."""
    closed = Edition.objects.visible_to(EVERYBODY).closed().filter(closed_at__lte=edition.closed_at)
    found = list(closed.order_by("closed_at", "pk"))
    return found[: found.index(edition)]


def _entries(editions: Sequence[Edition]) -> dict[int, list[Entry]]:
    """By mechanism, in the order of the editions."""
    place = {one.pk: place for place, one in enumerate(editions)}
    by_mechanism: dict[int, list[Entry]] = {}
    for entry in Entry.objects.visible_to(EVERYBODY).filter(edition__in=place).order_by("pk"):
        entry.edition = editions[place[entry.edition_id]]
        by_mechanism.setdefault(entry.mechanism_id, []).append(entry)
    for own in by_mechanism.values():
        own.sort(key=lambda entry: place[entry.edition_id])
    return by_mechanism


def _featured(entry: Entry, edition: Edition, earlier: Sequence[Entry]) -> Featured:
    return Featured(entry, earlier[0].edition if earlier else edition, earlier[-1] if earlier else None)
