"""Who is told of the matters of a delegation: the people of its state or observer who have an e-mail address."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q

from enlace.meetings.delegations.parties import APPROVING
from enlace.meetings.models import Delegation
from enlace.network.models import Mandate, Person
from enlace.network.roles import ACTING, Role
from enlace.network.standing import giving_rights_on

type Readers = Mapping[int, Sequence[Person]]
"""By the id of the delegation; who is in it twice stands once."""


def who_answer(delegations: Collection[Delegation], day: date) -> Readers:
    """Focal points and alternates of the states, and those who observe for the organisations. One query."""
    return _of_bodies(delegations, day, (*ACTING, Role.OBSERVER))


def who_approve(delegations: Collection[Delegation], day: date) -> Readers:
    """Focal points and validators of the states."""
    return _of_bodies(delegations, day, APPROVING)


def _of_bodies(delegations: Collection[Delegation], day: date, roles: Sequence[str]) -> Readers:
    bodies = Q(state__in={one.state_id for one in delegations if one.state_id})
    bodies |= Q(
        role=Role.OBSERVER, organisation__in={one.organisation_id for one in delegations if one.organisation_id}
    )
    mandates = giving_rights_on(day).filter(bodies, role__in=roles, person__erased_at=None)
    found: dict[tuple[int | None, int | None], dict[int, Person]] = defaultdict(dict)
    for mandate in mandates.exclude(person__email="").select_related("person").order_by("role", "pk"):
        found[_body_of(mandate)].setdefault(mandate.person_id, mandate.person)
    return {one.pk: list(found[one.state_id, one.organisation_id].values()) for one in delegations}


def _body_of(mandate: Mandate) -> tuple[int | None, int | None]:
    """An officer of a state has an institution too."""
    return (mandate.state_id, None) if mandate.state_id else (None, mandate.organisation_id)
