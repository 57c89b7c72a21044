"""Who speaks in a record: a state or an observer."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.core.languages import current_language
from enlace.core.texts import Text
from enlace.network.models import Organisation, State
from enlace.network.roles import roles_of


def of_bodies(bodies: frozenset[Body], way: str = "") -> Q:
    """The rows of any of them; `way` leads to the record, e.g. `parties__`."""
    states = [pk for kind, pk in bodies if kind == "state"]
    organisations = [pk for kind, pk in bodies if kind == "organisation"]
    return Q(**{f"{way}state__in": states}) | Q(**{f"{way}organisation__in": organisations})


def bodies_of(user: Anyone) -> frozenset[Body]:
    """Of which somebody is today, in whatever role: the states and the observers whose drafts they read."""
    roles = roles_of(user)
    return frozenset({("state", pk) for pk in roles.states} | {("organisation", pk) for pk in roles.organisations})


def speaks_for(user: Anyone, body: Body | None) -> bool:
    """Focal point or alternate of the state, or of the observer."""
    if body is None:
        return False
    kind, pk = body
    roles = roles_of(user)
    return roles.acts_for(pk) if kind == "state" else pk in roles.organisations


def spoken_bodies(user: Anyone) -> frozenset[Body]:
    """For which somebody speaks today."""
    return frozenset(body for body in bodies_of(user) if speaks_for(user, body))


class OfBody(models.Model):
    """A record of a state or of an observer."""

    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("state"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("observer")
    )

    class Meta:
        abstract = True

    @property
    def body(self) -> Body | None:
        """None where it is the secretariat's."""
        if self.state_id is not None:
            return "state", self.state_id
        return None if self.organisation_id is None else ("organisation", self.organisation_id)

    @property
    def shown_body(self) -> Text:
        """The name of the state or the observer in the reader's language; empty for the secretariat."""
        if self.state:
            return Text(self.state.name, current_language(), False)
        return self.organisation.shown_name if self.organisation else Text("", current_language(), False)


def body_fields(body: Body | None) -> dict[str, Any]:
    """What to give a record to make it one of the body."""
    kinds = ("state", "organisation")
    return {f"{kind}_id": body[1] if body and body[0] == kind else None for kind in kinds}


def of_one_body(name: str) -> Any:
    """The constraint that exactly one of the two is named."""
    of_state = Q(state__isnull=False, organisation__isnull=True)
    return models.CheckConstraint(condition=of_state | Q(state__isnull=True, organisation__isnull=False), name=name)


def of_at_most_one_body(name: str) -> Any:
    return models.CheckConstraint(condition=Q(state__isnull=True) | Q(organisation__isnull=True), name=name)


def bodies_in_numbers(bodies: Iterable[Body]) -> dict[str, list[int]]:
    """As the audit log writes them: `states` and `organisations`; a kind that has none is left out."""
    found: dict[str, list[int]] = {}
    for kind, pk in sorted(bodies):
        found.setdefault(f"{kind}s", []).append(pk)
    return found
