"""Who reports and who clears on a day, for mails: what `speaks_for` and the validators' party say, of all people."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from enlace.commitments.models import Body
from enlace.commitments.rounds.asked import body_in
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING
from enlace.network.standing import giving_rights_on


@dataclass(frozen=True)
class Reached:
    """Somebody with an e-mail address: the bodies for which they speak, and the states for which they clear."""

    person: Person
    speaks: set[Body] = field(default_factory=set)
    clears: set[Body] = field(default_factory=set)


def people_reached(day: date) -> list[Reached]:
    """One query."""
    parts = giving_rights_on(day).filter(role__in=(*ACTING, Role.OBSERVER, Role.VALIDATOR))
    parts = parts.filter(person__erased_at=None).exclude(person__email="").exclude(person__user__is_active=False)
    found: dict[int, Reached] = {}
    rows: dict[int, list[tuple[str, Body]]] = defaultdict(list)
    for mandate in parts.select_related("person").order_by("person", "pk"):
        found.setdefault(mandate.person_id, Reached(mandate.person))
        rows[mandate.person_id].append((mandate.role, body_in(mandate.state_id, mandate.organisation_id)))
    for person, some in rows.items():
        for role, body in some:
            (found[person].clears if role == Role.VALIDATOR else found[person].speaks).add(body)
    return list(found.values())
