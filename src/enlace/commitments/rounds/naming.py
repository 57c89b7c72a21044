"""Names of states and observers, and who belongs to the network."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from enlace.commitments.models import Body
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.network.models import Membership, Organisation, State


def names_of(bodies: Iterable[Body]) -> dict[Body, Text]:
    """In the reader's language, in the order of the names. Two queries."""
    wanted = set(bodies)
    states = State.objects.in_bulk([pk for kind, pk in wanted if kind == "state"])
    others = Organisation.objects.in_bulk([pk for kind, pk in wanted if kind == "organisation"])
    found: dict[Body, Text] = {("state", pk): Text(one.name, current_language(), False) for pk, one in states.items()}
    found |= {("organisation", pk): one.shown_name for pk, one in others.items()}
    return dict(sorted(found.items(), key=lambda item: (item[0][0] != "state", plain(str(item[1])))))


def bodies_belonging(day: date) -> frozenset[Body]:
    """The member states and the observers on a day."""
    states = State.objects.members(day).values_list("pk", flat=True)
    observing = Exists(Membership.objects.on(day).filter(organisation=OuterRef("pk")))
    observers = Organisation.objects.observers().filter(observing).values_list("pk", flat=True)
    return frozenset({*(("state", pk) for pk in states), *(("organisation", pk) for pk in observers)})
