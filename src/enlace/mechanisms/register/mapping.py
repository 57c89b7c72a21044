"""The map of the register: the member states as equal tiles, with what is on record of each in words."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enlace.mechanisms.models import Mechanism, Status
from enlace.mechanisms.register.queries import Register
from enlace.network.drawn_map import drawn_map
from enlace.network.models import State
from enlace.network.tile_map import Tile


def register_map(register: Register) -> SafeString:
    """Each tile leads to the mechanism of its state, to its states' list where there are several, else to the state."""
    own: dict[int, list[Mechanism]] = defaultdict(list)
    states = {one.pk: one for one in register.members}
    for one in register.published:
        if one.state:
            own[one.state.pk].append(one)
            states.setdefault(one.state.pk, one.state)
    tiles = [_tile(state, own[pk]) for pk, state in sorted(states.items(), key=lambda item: item[1].code)]
    return drawn_map(tiles, title=_("Map of the national mechanisms"))


def _tile(state: State, mechanisms: list[Mechanism]) -> Tile:
    addresses = [one.get_absolute_url() for one in mechanisms] or [state.get_absolute_url()]
    address = addresses[0] if len(addresses) == 1 else f"#state-{state.code}"
    stands = _standing(mechanisms)
    said = _("%(code)s %(name)s: %(standing)s") % {"code": state.code, "name": state.name, "standing": stands}
    established = any(one.status == Status.ESTABLISHED for one in mechanisms)
    return Tile(
        state.code,
        state.name,
        address,
        state.column,
        state.row,
        first=established,
        label=said,
        corner=bool(mechanisms),
    )


def _standing(mechanisms: Iterable[Mechanism]) -> str:
    found = sorted({one.status for one in mechanisms}, key=[*Status.values, ""].index)
    words = [str(Status(one).label) if one else str(_("status not known")) for one in found]
    return ", ".join(words) or _("no mechanism on record")
