"""Member states for which nobody speaks on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from enlace.network.models import Mandate, Membership, State
from enlace.network.spans import joined
from enlace.network.succession import vacant_since


@dataclass(frozen=True)
class Vacancy:
    """`membership_id` names the membership that began without a focal point, None where somebody was one before."""

    state: State
    since: date
    membership_id: int | None = None


def vacancies(day: date, states: frozenset[int] | None = None) -> list[Vacancy]:
    """Of all member states or of those with these ids, in the order of their codes. At most three queries."""
    held = Mandate.objects.focal_points().on(day).filter(state=OuterRef("pk"))
    found = State.objects.members(day).exclude(Exists(held))
    vacant = list(found if states is None else found.filter(pk__in=states))
    if not vacant:
        return []
    memberships = list(Membership.objects.filter(state__in=vacant, since__lte=day))
    mandates = list(Mandate.objects.focal_points().filter(state__in=vacant).ended_before(day))
    return [_vacancy(state, memberships, mandates, day) for state in vacant]


def _vacancy(state: State, memberships: list[Membership], mandates: list[Mandate], day: date) -> Vacancy:
    own = [one for one in memberships if one.state_id == state.pk]
    spans = [(one.since, one.until) for one in own]
    since = vacant_since(spans, [(one.since, one.until) for one in mandates if one.state_id == state.pk], day) or day
    began = any(first == since for first, _ in joined(spans))
    return Vacancy(state, since, next((one.pk for one in own if one.since == since), None) if began else None)
