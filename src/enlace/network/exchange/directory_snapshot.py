"""The whole directory, read once, to compare a table with."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from enlace.core.plain import plain
from enlace.network.exchange.tables import printable
from enlace.network.models import Mandate, Membership, Nomination, Organisation, Person, State


def grouped[Key: Hashable, Item](pairs: Iterable[tuple[Key, Item]]) -> dict[Key, list[Item]]:
    found: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found


@dataclass(frozen=True)
class Snapshot:
    states: tuple[State, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    mandates: tuple[Mandate, ...]
    memberships: tuple[Membership, ...]
    nominations: tuple[Nomination, ...]

    @cached_property
    def organisation_by_pk(self) -> dict[int | None, Organisation]:
        return {organisation.pk: organisation for organisation in self.organisations}

    @cached_property
    def person_by_pk(self) -> dict[int, Person]:
        return {person.pk: person for person in self.people}

    @cached_property
    def person_by_email(self) -> dict[str, Person]:
        return {person.email.casefold(): person for person in self.people if person.email}

    @cached_property
    def people_by_name(self) -> dict[str, list[Person]]:
        return grouped((printable(person.name), person) for person in self.people if printable(person.name))

    @cached_property
    def mandates_of_nobody(self) -> list[Mandate]:
        """Those of people without a name and an address: erased ones, and offices that nobody is named for."""
        nobody = {person.pk for person in self.people if not printable(person.name) and not person.email}
        return [mandate for mandate in self.mandates if mandate.person_id in nobody]

    @cached_property
    def letters(self) -> dict[tuple[int, str], list[Nomination]]:
        """By state and reference, the newest first."""
        return grouped(((letter.state_id, plain(letter.reference)), letter) for letter in self.nominations)

    @cached_property
    def letter_by_pk(self) -> dict[int | None, Nomination]:
        return {letter.pk: letter for letter in self.nominations}


def directory_now() -> Snapshot:
    return Snapshot(
        states=tuple(State.objects.all()),
        organisations=tuple(Organisation.objects.all()),
        people=tuple(Person.objects.all()),
        mandates=tuple(Mandate.objects.order_by("pk")),
        memberships=tuple(Membership.objects.order_by("pk")),
        nominations=tuple(Nomination.objects.order_by("-dated", "-pk")),
    )
