"""What the forms of joint strategies offer: parties, and in whose name somebody writes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enlace.commitments.models import Body, StrategyParty
from enlace.core.clock import today
from enlace.network.choices import Choices, by_name
from enlace.network.models import Membership, Organisation, State

SECRETARIAT = "secretariat"


def written_body(body: Body | None) -> str:
    """As the value of a choice: `state:3`; `secretariat` for None."""
    return f"{body[0]}:{body[1]}" if body else SECRETARIAT


def read_body(value: str) -> Body | None:
    """Raises ValueError for what no choice is."""
    kind, _colon, pk = value.partition(":")
    if value == SECRETARIAT:
        return None
    if kind == "state":
        return "state", int(pk)
    if kind == "organisation":
        return "organisation", int(pk)
    raise ValueError(value)


def party_choices(besides: Iterable[Body | None] = ()) -> Choices:
    """The member states and observers of today, in two groups."""
    left_out = {written_body(body) for body in besides}
    belonging = Membership.objects.on(today()).filter(organisation__isnull=False).values("organisation")
    observers = Organisation.objects.observers().filter(pk__in=belonging)
    groups = [
        (_("Member states"), [(written_body(("state", one.pk)), one.name) for one in State.objects.members()]),
        (_("Observers"), [(written_body(("organisation", one.pk)), str(one.shown_name)) for one in observers]),
    ]
    kept = [(name, by_name(one for one in found if one[0] not in left_out)) for name, found in groups]
    return [group for group in kept if group[1]]


def hand_choices(hands: Iterable[tuple[Body | None, StrategyParty | None]]) -> Choices:
    return [
        (written_body(body), str(party.shown_body) if party else _("the technical secretariat"))
        for body, party in hands
    ]
