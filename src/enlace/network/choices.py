"""What selects offer, in the order of the reader's language."""

from collections import defaultdict
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.network.models import OBSERVER_SECTORS, Organisation, Role, Sector, State
from enlace.network.states import state_names

NONE = ("", "—")
type Choices = list[tuple[Any, Any]]


def state_choices() -> Choices:
    """States that are or were members, by id; it is said of those that are not today."""
    members = set(State.objects.members().values_list("pk", flat=True))
    return [NONE, *by_name((state.pk, _labelled(state, state.pk in members)) for state in State.objects.all())]


def _labelled(state: State, is_member: bool) -> str:
    return state.name if is_member else _("%(state)s (no member today)") % {"state": state.name}


def every_state_choices() -> Choices:
    """All states that there are, by code."""
    return [NONE, *by_name(state_names(current_language()).items())]


def organisation_choices() -> Choices:
    """Grouped: institutions by state, the others by kind."""
    groups: dict[str, Choices] = defaultdict(list)
    for one in Organisation.objects.select_related("state"):
        kind = one.state.name if one.state and one.sector == Sector.INSTITUTION else one.get_sector_display()
        groups[capfirst(kind)].append((one.pk, str(one.shown_name)))
    return [NONE, *((group, by_name(groups[group])) for group in sorted(groups, key=plain))]


def observer_choices() -> Choices:
    return [NONE, *by_name((one.pk, str(one.shown_name)) for one in Organisation.objects.observers())]


def role_choices() -> Choices:
    return [(role.value, capfirst(role.label)) for role in Role]


def sector_choices() -> Choices:
    return [
        (sector.value, capfirst(sector.label)) for sector in (Sector.INSTITUTION, *OBSERVER_SECTORS, Sector.SECRETARIAT)
    ]


def by_name(choices: Any) -> Choices:
    return sorted(choices, key=lambda choice: plain(choice[1]))
