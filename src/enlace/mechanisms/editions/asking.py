"""Of which mechanisms an edition asks, and whether somebody can answer."""

from dataclasses import dataclass

from django.db.models import QuerySet

from enlace.core.clock import today
from enlace.mechanisms.models import Mechanism
from enlace.network.models import Mandate, State
from enlace.network.roles import ACTING


def askable() -> QuerySet[Mechanism]:
    """Those of states that are members today, drafts too; not those that were withdrawn."""
    return Mechanism.objects.filter(state__in=State.objects.members(), withdrawn_at=None)


@dataclass(frozen=True)
class Asked:
    """`has_answerer`: a focal point or alternate holds office today, who can answer."""

    mechanism: Mechanism
    has_answerer: bool


def askable_now() -> list[Asked]:
    """By the names of their states. Two queries."""
    mechanisms = sorted(askable(), key=lambda one: (one.country_name.casefold(), one.pk))
    acting = Mandate.objects.on(today()).filter(role__in=ACTING, person__erased_at=None)
    answering = set(acting.values_list("state", flat=True))
    return [Asked(one, one.state_id in answering) for one in mechanisms]
