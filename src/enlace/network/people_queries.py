"""Who is in the directory, and what the reader may see and do there."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q

from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.plain import plain
from enlace.network.cards import Card, card_of
from enlace.network.models import Invitation, Listing, Mandate, Nomination, Person
from enlace.network.models.people import PersonQuerySet
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class Shown:
    """A person as a reader may see them. `account` is `has`, `invited`, `none` or `erased`; empty where not told."""

    person: Person
    current: list[Mandate]
    coming: list[Mandate]
    past: list[Mandate]
    account: str = ""
    invitation: Invitation | None = None

    @property
    def standing(self) -> list[Mandate]:
        """The mandates that tell where somebody stands: those of today, else the coming ones, else the last."""
        return self.current or self.coming or self.past[:1]


def people_found(user: Anyone, *, words: str = "", standing: str = "") -> list[int]:
    """Ids of the people whom `user` may see and in whose names, offices and bodies all `words` stand, by name.

    Read in Python, so that accents and case do not matter on any database; it takes two queries for any number.
    """
    people = _standing(Person.objects.visible_to(user), standing, today())
    names = {person.pk: str(person) for person in people.only("name")}
    found, wanted = set(names), plain(words).split()
    if wanted:
        said = _words_of(user, people)
        found = {pk for pk in names if all(word in f"{plain(names[pk])} {said.get(pk, '')}" for word in wanted)}
    return sorted(found, key=lambda pk: (plain(names[pk]), pk))


def _words_of(user: Anyone, people: PersonQuerySet) -> dict[int, str]:
    texts: dict[int, list[str]] = defaultdict(list)
    for mandate in Mandate.objects.visible_to(user).filter(person__in=people).select_related("state", "organisation"):
        texts[mandate.person_id] += [*mandate.office.values(), mandate.get_role_display()]
        texts[mandate.person_id] += [mandate.state.name] if mandate.state else []
        texts[mandate.person_id] += mandate.organisation.name.values() if mandate.organisation else []
    return {pk: plain(" ".join(said)) for pk, said in texts.items()}


def _standing(people: PersonQuerySet, standing: str, day: date) -> PersonQuerySet:
    mandates = Mandate.objects.filter(person=OuterRef("pk"))
    current, ever = Q(Exists(mandates.on(day))), Q(Exists(mandates))
    to_come, over = Q(Exists(mandates.filter(since__gt=day))), ~Q(Exists(mandates.exclude(until__lt=day)))
    found = {
        "current": current,
        "coming": to_come & ~current,
        "former": ever & over,
        "without_account": ~over & Q(user=None, erased_at=None),
        "without_mandate": ~ever,
    }
    return people.filter(found.get(standing, Q()))


def people_shown(user: Anyone, ids: list[int]) -> list[Shown]:
    """In the order of `ids`."""
    people = {person.pk: person for person in _with_mandates(user).filter(pk__in=ids)}
    return [_shown(people[pk], user) for pk in ids]


def person_shown(user: Anyone, person: Person) -> Shown:
    return _shown(_with_mandates(user).get(pk=person.pk), user)


def _with_mandates(user: Anyone) -> PersonQuerySet:
    mandates = Mandate.objects.visible_to(user).select_related("state", "organisation", "nomination__state")
    invitations = Invitation.objects.visible_to(user).open(now())
    return Person.objects.visible_to(user).prefetch_related(
        Prefetch("mandates", mandates.order_by("-since", "pk"), to_attr="seen"),
        Prefetch("invitations", invitations, to_attr="open_invitations"),
    )


def _shown(person: Any, user: Anyone) -> Shown:
    day, invitation = today(), next(iter(person.open_invitations), None)
    account = "erased" if person.erased_at else "has" if person.user_id else "invited" if invitation else "none"
    return Shown(
        person=person,
        current=[mandate for mandate in person.seen if mandate.lasts_on(day)],
        coming=[mandate for mandate in reversed(person.seen) if mandate.since > day],
        past=[mandate for mandate in person.seen if mandate.until and mandate.until < day],
        account=account if roles_of(user).is_secretary else "",
        invitation=invitation,
    )


def listing_previews(person: Person) -> list[tuple[Listing, list[Card]]]:
    """What the public would see of a person's mandates of today and to come, by each choice."""
    mandates = (
        person.mandates.exclude(until__lt=today()).select_related("state", "organisation").order_by("since", "pk")
    )
    return [(choice, _cards(person, choice, list(mandates))) for choice in Listing]


def _cards(person: Person, choice: Listing, mandates: list[Mandate]) -> list[Card]:
    listed = copy(person)
    listed.listing = choice
    for mandate in mandates:
        mandate.person = listed
    return [card for mandate in mandates if (card := card_of(mandate, AnonymousUser()))]


def letters_seen(user: Anyone, person: Person) -> set[int]:
    """Ids of the letters of a person's mandates that `user` may open."""
    return set(Nomination.objects.visible_to(user).filter(mandates__person=person).values_list("pk", flat=True))
