"""States and observers by name, and as forms write them: kind and id."""

from collections.abc import Iterable
from dataclasses import dataclass

from enlace.commitments.lineage.acts import Body
from enlace.commitments.making.checking import of_kind
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.network.models import Membership, Organisation, State

type Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Named:
    """`address` is empty where a body has no page of its own."""

    body: Body
    name: Text
    address: str = ""


def named(bodies: Iterable[Body]) -> list[Named]:
    """States first, each kind by name. Two queries."""
    bodies = frozenset(bodies)
    states = State.objects.filter(pk__in=of_kind(bodies, "state"))
    observers = Organisation.objects.filter(pk__in=of_kind(bodies, "organisation"))
    found = [
        Named(("state", one.pk), Text(one.name, current_language(), False), one.get_absolute_url()) for one in states
    ]
    found += [Named(("organisation", one.pk), one.shown_name) for one in observers]
    return sorted(found, key=lambda one: (one.body[0] != "state", plain(str(one.name))))


def bodies_today() -> frozenset[Body]:
    """Member states and observers."""
    rows = Membership.objects.on(today()).values_list("state", "organisation")
    return frozenset(("state", state) if state else ("organisation", organisation) for state, organisation in rows)


def bodies_ever() -> frozenset[Body]:
    """Those too that were once, or that are on record alone."""
    states: set[Body] = {("state", pk) for pk in State.objects.values_list("pk", flat=True)}
    return frozenset(
        states | {("organisation", pk) for pk in Organisation.objects.observers().values_list("pk", flat=True)}
    )


def key_of(body: Body | None) -> str:
    return f"{body[0]}-{body[1]}" if body else "secretariat"


def body_choices(bodies: Iterable[Body]) -> Choices:
    return [(key_of(one.body), str(one.name)) for one in named(bodies)]
