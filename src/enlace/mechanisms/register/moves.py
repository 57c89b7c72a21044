"""Where a reader may go from the register, and what they may do with a mechanism from its page."""

from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.rules import (
    can_add_mechanism,
    can_change_mechanism,
    can_publish_mechanism,
    can_remove_mechanism,
    can_withdraw_mechanism,
)
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class Ways:
    """`questionnaires` for the states and the secretariat, `assessments` for the states alone."""

    add: bool
    questionnaires: bool
    assessments: bool


def ways_of(reader: Anyone) -> Ways:
    roles = roles_of(reader)
    return Ways(can_add_mechanism(reader), roles.is_member, bool(roles.states))


@dataclass(frozen=True)
class Moves:
    change: bool
    publish: bool
    withdraw: bool
    remove: bool

    def __bool__(self) -> bool:
        return any(vars(self).values())


def moves_of(mechanism: Mechanism, reader: Anyone) -> Moves:
    return Moves(
        change=can_change_mechanism(reader, mechanism),
        publish=can_publish_mechanism(reader, mechanism),
        withdraw=can_withdraw_mechanism(reader, mechanism),
        remove=can_remove_mechanism(reader, mechanism),
    )
